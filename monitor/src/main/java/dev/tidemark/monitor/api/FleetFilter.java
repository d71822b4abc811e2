package dev.tidemark.monitor.api;

import dev.tidemark.model.RuntimeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which processes are asked for. */
final class FleetFilter {
    private static final List<String> VERDICTS =
            Arrays.stream(FleetRow.Kind.values()).map(FleetRow.Kind::word).toList();
    private static final List<String> RUNTIMES =
            Arrays.stream(RuntimeKind.values()).map(FleetFilter::word).toList();

    private final String[] words;
    private final Set<String> verdicts;
    private final Set<String> runtimes;
    private final Optional<String> service;
    private final Optional<String> build;
    private final Optional<Boolean> up;

    FleetFilter(Parameters parameters) {
        String q = parameters.text("q").orElse("").strip().toLowerCase(Locale.ROOT);
        this.words = q.isEmpty() ? new String[0] : q.split("\\s+", -1);
        this.verdicts = parameters.some("verdict", VERDICTS);
        this.runtimes = parameters.some("runtime", RUNTIMES);
        this.service = parameters.text("service");
        this.build = parameters.text("build");
        this.up = parameters.flag("up");
    }

    /** A runtime as it is written in answers and queries. */
    static String word(RuntimeKind runtime) {
        return runtime.name().toLowerCase(Locale.ROOT);
    }

    List<FleetRow> of(FleetView view) {
        return view.rows().stream().filter(this::matches).toList();
    }

    private boolean matches(FleetRow row) {
        return (verdicts.isEmpty() || verdicts.contains(row.kind().word()))
                && (up.isEmpty() || up.get() == row.state().up())
                && (runtimes.isEmpty() || runtimes.contains(word(row.state().process().runtime())))
                && (service.isEmpty() || service.get().equals(row.key().service()))
                && (build.isEmpty() || build.get().equals(row.key().build()))
                && row.matches(words);
    }
}
