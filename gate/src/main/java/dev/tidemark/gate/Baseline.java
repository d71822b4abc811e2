package dev.tidemark.gate;

import dev.tidemark.model.Finding;
import dev.tidemark.report.GateReport;
import dev.tidemark.report.GateReport.Known;
import dev.tidemark.report.GateReport.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The leaks that a project knows of and lives with for now, as its people commit them: a gate fails
 * on the others. A leak is known by its fingerprint, whichever scenario shows it.
 */
public final class Baseline {
    /** Where the baseline is unless it is said. */
    public static final String FILE = "tidemark-baseline.json";

    /** So long a leak that was just written down is known: nobody looks at what never ends. */
    private static final int DAYS = 90;

    private final Map<String, KnownLeak> leaks;

    private Baseline(Map<String, KnownLeak> leaks) {
        this.leaks = leaks;
    }

    static Baseline of(Iterable<KnownLeak> leaks) {
        Map<String, KnownLeak> byFingerprint = new TreeMap<>();
        leaks.forEach(leak -> byFingerprint.put(leak.fingerprint(), leak));
        return new Baseline(byFingerprint);
    }

    /** That of a project which knows of no leak. */
    public static Baseline empty() {
        return of(List.of());
    }

    /**
     * Reads a file as {@link #json} writes it.
     *
     * @throws IOException if it is none; the message is one line for a person
     */
    public static Baseline read(Path file) throws IOException {
        return of(BaselineJson.read(file));
    }

    /** The content of the file, in an order that stays: one leak changes a few lines. */
    public String json() {
        return BaselineJson.write(
                leaks.values().stream()
                        .sorted(
                                Comparator.comparing(KnownLeak::path)
                                        .thenComparing(KnownLeak::fingerprint))
                        .toList());
    }

    /**
     * The report with known leaks told from new ones. Where all that leaks is known, the scenario
     * passes.
     *
     * @param file this baseline's, as the user named it
     */
    public GateReport applyTo(GateReport report, String file, LocalDate today) {
        List<Known> known = new ArrayList<>();
        List<Known> expired = new ArrayList<>();
        List<String> because = new ArrayList<>(report.because());
        for (Finding finding : report.findings()) {
            KnownLeak leak = leaks.get(finding.fingerprint());
            if (leak != null && leak.isExpired(today)) {
                expired.add(leak.toldAs());
                because.add(
                        "%s was known until %s (%s): fix it, or write a later date into %s"
                                .formatted(finding.title(), leak.expires(), reasonOf(leak), file));
            } else if (leak != null) {
                known.add(leak.toldAs());
            }
        }
        boolean allKnown = !known.isEmpty() && known.size() == report.findings().size();
        if (allKnown) {
            because.add("all of that is known, by " + file);
        }
        return new GateReport(
                report.scenario(),
                allKnown ? Outcome.PASS : report.outcome(),
                report.run(),
                report.findings(),
                because,
                new GateReport.Baseline(file, known, expired, gone(report)));
    }

    private static String reasonOf(KnownLeak leak) {
        return leak.reason().isBlank() ? "no reason is given" : leak.reason();
    }

    /** What is open may be anything: it is not gone. */
    private List<Known> gone(GateReport report) {
        if (report.outcome() == Outcome.UNDECIDED) {
            return List.of();
        }
        Set<String> found = fingerprints(report);
        return leaks.values().stream()
                .filter(leak -> leak.scenarios().contains(report.scenario()))
                .filter(leak -> !found.contains(leak.fingerprint()))
                .map(KnownLeak::toldAs)
                .toList();
    }

    private static Set<String> fingerprints(GateReport report) {
        return report.findings().stream().map(Finding::fingerprint).collect(Collectors.toSet());
    }

    /**
     * This baseline brought up to what a scenario shows: its new leaks are added, those that are
     * gone are dropped unless another scenario showed them, and reasons stay as they are.
     *
     * @param report a decided one
     */
    public Baseline updated(GateReport report, LocalDate today) {
        String scenario = report.scenario();
        LocalDate until = today.plusDays(DAYS);
        Set<String> found = fingerprints(report);
        Map<String, KnownLeak> updated = new TreeMap<>();
        for (KnownLeak leak : leaks.values()) {
            boolean shownHere = leak.scenarios().contains(scenario);
            KnownLeak now =
                    found.contains(leak.fingerprint())
                            ? leak.seen(scenario)
                            : leak.notSeen(scenario);
            if (!shownHere || !now.scenarios().isEmpty()) {
                updated.put(leak.fingerprint(), now);
            }
        }
        for (Finding finding : report.findings()) {
            updated.compute(
                    finding.fingerprint(),
                    (_, leak) -> {
                        if (leak == null) {
                            return KnownLeak.of(finding, scenario, until);
                        }
                        return leak.isExpired(today) ? leak.until(until) : leak;
                    });
        }
        return new Baseline(updated);
    }
}
