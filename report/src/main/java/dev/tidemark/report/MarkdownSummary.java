package dev.tidemark.report;

import dev.tidemark.model.Finding;
import dev.tidemark.report.FindingPlaces.Place;
import dev.tidemark.report.GateReport.Known;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A gate as Markdown, for the summary of a job: a table of what leaks, then the path and the fix of
 * each, the rest folded up.
 */
public final class MarkdownSummary {
    /** A summary of a step may have one mebibyte, and nobody reads more. */
    private static final int MOST_IN_FULL = 10;

    private final GateReport gate;
    private final FindingPlaces places;
    private final StringBuilder text = new StringBuilder();

    private MarkdownSummary(GateReport gate, ProjectFiles project) {
        this.gate = gate;
        this.places = new FindingPlaces(project, gate.scenario());
    }

    public static String of(GateReport gate, ProjectFiles project) {
        return new MarkdownSummary(gate, project).write();
    }

    private String write() {
        line("## Leak gate: " + Markdown.code(gate.scenario()) + " " + outcome());
        gate.because().forEach(why -> text.append("- ").append(Markdown.words(why)).append('\n'));
        text.append('\n');
        table();
        int number = 0;
        List<Finding> leaks = gate.newFindings();
        for (Finding finding : leaks.subList(0, Math.min(MOST_IN_FULL, leaks.size()))) {
            finding(++number, finding);
        }
        gone();
        text.append(Markdown.folded("How it was run", run()));
        return text.toString();
    }

    private String outcome() {
        return switch (gate.outcome()) {
            case PASS -> gate.findings().isEmpty() ? "does not leak" : "has no new leak";
            case FAIL -> "leaks";
            case UNDECIDED -> "is undecided";
        };
    }

    private void table() {
        if (gate.findings().isEmpty()) {
            return;
        }
        text.append("| leak | held by | growth | where | |\n| --- | --- | --- | --- | --- |\n");
        for (Finding finding : gate.findings()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s | %s |\n",
                            Markdown.words(finding.title()),
                            Markdown.codeCell(finding.holder().path().toString()),
                            Markdown.words(growth(finding)),
                            where(places.primary(finding)),
                            Markdown.words(state(finding))));
        }
        text.append('\n');
    }

    private String growth(Finding finding) {
        return ExplanationText.growthWords(finding, gate.run().unit());
    }

    private static String where(@Nullable Place place) {
        return place == null ? "" : Markdown.codeCell(place.location().toString());
    }

    private String state(Finding finding) {
        Known known = gate.known(finding);
        if (known != null) {
            return known.expires() == null
                    ? "known: " + known.reason()
                    : "known until " + known.expires() + ": " + known.reason();
        }
        Known expired = gate.expired(finding);
        if (expired != null) {
            return "was known until " + expired.expires() + ": " + expired.reason();
        }
        return (gate.baseline() == null ? "" : "new, ")
                + ExplanationJson.lowerCase(finding.confidence());
    }

    private void finding(int number, Finding finding) {
        line("### " + number + ". " + Markdown.words(finding.title()));
        line("Retained by");
        line(Markdown.block(finding.holder().path().toString().replace(" > ", "\n  > ")));
        line("Fix: " + Markdown.words(finding.fix().change()));
        if (finding.fix().after() != null) {
            line(Markdown.block(finding.fix().after()));
        }
        line(Markdown.folded("Evidence, trap, how to verify", rest(finding)));
    }

    private static String rest(Finding finding) {
        StringBuilder rest = new StringBuilder();
        finding.evidenceFor().forEach(fact -> bullet(rest, "", fact));
        finding.evidenceAgainst().forEach(fact -> bullet(rest, "against: ", fact));
        if (finding.allocationSite() != null) {
            bullet(rest, "made by ", ExplanationText.siteWords(finding.allocationSite()));
        }
        if (finding.fix().trap() != null) {
            bullet(rest, "trap: ", finding.fix().trap());
        }
        if (finding.fix().verify() != null) {
            bullet(rest, "verify: ", finding.fix().verify());
        }
        bullet(rest, "pattern: ", ExplanationText.patternWords(finding));
        bullet(rest, "fingerprint: ", finding.fingerprint());
        return rest.toString();
    }

    private static void bullet(StringBuilder text, String label, String fact) {
        text.append("- ").append(label).append(Markdown.words(fact)).append('\n');
    }

    private void gone() {
        GateReport.Baseline baseline = gate.baseline();
        if (baseline != null && !baseline.gone().isEmpty()) {
            line("Known leaks that are gone; take them out of " + Markdown.code(baseline.file()));
            StringBuilder list = new StringBuilder();
            baseline.gone()
                    .forEach(known -> bullet(list, "", known.fingerprint() + " " + known.title()));
            line(list.toString());
        }
    }

    private String run() {
        StringBuilder run = new StringBuilder();
        bullet(run, "", GateText.amount(gate.run()));
        bullet(run, "seed: ", Long.toString(gate.run().seed()));
        return run + "\nRun it again:\n\n" + Markdown.block(gate.run().again());
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append("\n\n");
    }
}
