package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.capture.GcBudget;
import dev.tidemark.monitor.settings.Hidden;
import dev.tidemark.monitor.settings.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which processes of this machine are watched.
 *
 * @param interval between two samples
 * @param targets that are named one by one
 * @param match parts of command lines: every process is watched whose command line has one of them,
 *     those that are started later, too
 * @param gc how many full collections they may be asked for
 */
public record LocalSettings(
        Duration interval, List<LocalTarget> targets, List<String> match, GcBudget gc) {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Watches nothing. */
    public static final LocalSettings NONE =
            new LocalSettings(INTERVAL, List.of(), List.of(), GcBudget.NONE);

    /**
     * A process.
     *
     * @param target its text on the command line: {@code node:1234}, {@code service:jmx:...}
     * @param service what people call it; empty: told by its command line
     * @param build its version; may be empty
     * @param user for a JMX server that asks; null: it does not
     * @param password of that user
     */
    public record LocalTarget(
            String target,
            String service,
            String build,
            @Nullable String user,
            @Nullable Hidden password) {
        public LocalTarget(String target, String service, String build) {
            this(target, service, build, null, null);
        }
    }

    static LocalSettings of(Section section) {
        if (section.node().isMissingNode()) {
            return NONE;
        }
        section.only("interval", "targets", "match", "jmx", "gc_budget");
        List<LocalTarget> targets = new ArrayList<>();
        for (Section each : section.sections("targets")) {
            each.only("target", "service", "build");
            targets.add(
                    new LocalTarget(
                            each.needed("target", "a target such as node:1234"),
                            each.text("service", ""),
                            each.text("build", "")));
        }
        for (Section each : section.sections("jmx")) {
            each.only("url", "service", "build", "user", "password_file", "password_env");
            targets.add(
                    new LocalTarget(
                            each.needed("url", "a URL that begins with service:jmx:"),
                            each.needed("service", "the name of the service"),
                            each.text("build", ""),
                            each.text("user"),
                            each.secret("password")));
        }
        return new LocalSettings(
                section.time("interval", INTERVAL),
                List.copyOf(targets),
                List.copyOf(section.texts("match")),
                budget(section));
    }

    private static GcBudget budget(Section section) {
        String text = section.text("gc_budget");
        try {
            return text == null ? GcBudget.NONE : GcBudget.parse(text);
        } catch (IllegalArgumentException e) {
            throw section.wrong("gc_budget", "collections or their time, such as 5/h", text);
        }
    }
}
