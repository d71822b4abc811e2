package dev.tidemark.gate;

import dev.tidemark.model.Finding;
import dev.tidemark.report.GateReport.Known;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A leak that a project knows of and lives with for now.
 *
 * @param title for readers of the file, like {@code path}; the fingerprint alone tells what it is
 * @param path of its holder
 * @param scenarios that showed it
 * @param reason why it may stay, in the project's words; empty until somebody writes one
 * @param expires the first day on which it counts as new; null when there is none
 */
record KnownLeak(
        String fingerprint,
        String title,
        String path,
        List<String> scenarios,
        String reason,
        @Nullable LocalDate expires) {
    KnownLeak {
        scenarios = List.copyOf(new TreeSet<>(scenarios));
    }

    static KnownLeak of(Finding finding, String scenario, LocalDate expires) {
        return new KnownLeak(
                finding.fingerprint(),
                finding.title(),
                finding.holder().path().toString(),
                List.of(scenario),
                "",
                expires);
    }

    boolean isExpired(LocalDate today) {
        return expires != null && !today.isBefore(expires);
    }

    /** The same leak, which a scenario shows now. */
    KnownLeak seen(String scenario) {
        TreeSet<String> all = new TreeSet<>(scenarios);
        all.add(scenario);
        return new KnownLeak(fingerprint, title, path, List.copyOf(all), reason, expires);
    }

    /** The same leak, which a scenario no longer shows. */
    KnownLeak notSeen(String scenario) {
        List<String> others = scenarios.stream().filter(one -> !one.equals(scenario)).toList();
        return new KnownLeak(fingerprint, title, path, others, reason, expires);
    }

    KnownLeak until(LocalDate newDate) {
        return new KnownLeak(fingerprint, title, path, scenarios, reason, newDate);
    }

    Known toldAs() {
        return new Known(fingerprint, title, reason, expires);
    }
}
