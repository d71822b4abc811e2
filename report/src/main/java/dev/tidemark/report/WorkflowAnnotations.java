package dev.tidemark.report;

import dev.tidemark.model.Finding;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.report.FindingPlaces.Place;
import dev.tidemark.report.GateReport.Known;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gate as commands to the runner of GitHub Actions, one a line, which show a message at a line of
 * code: an error for a leak, a warning for what is undecided, a notice for what is known or gone.
 *
 * @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">
 *     Workflow commands</a>
 */
public final class WorkflowAnnotations {
    /** GitHub shows no more of one level in a step. */
    private static final int MOST = 10;

    private WorkflowAnnotations() {}

    public static List<String> of(GateReport gate, ProjectFiles project) {
        FindingPlaces places = new FindingPlaces(project, gate.scenario());
        boolean fails = gate.outcome() == GateReport.Outcome.FAIL;
        List<String> commands = new ArrayList<>();
        gate.newFindings().stream()
                .limit(MOST)
                .map(leak ->
                        command(
                                fails ? "error" : "warning",
                                places.primary(leak),
                                (fails ? "Leak: " : "Perhaps a leak: ") + leak.title(),
                                message(gate, leak)))
                .forEach(commands::add);
        if (gate.outcome() == GateReport.Outcome.UNDECIDED && gate.newFindings().isEmpty()) {
            String title = "Undecided: " + gate.scenario();
            commands.add(command("warning", null, title, String.join("; ", gate.because())));
        }
        if (gate.baseline() != null) {
            known(gate, gate.baseline(), places).stream().limit(MOST).forEach(commands::add);
        }
        return commands;
    }

    /** A scenario that could not be run to its end. */
    public static String unusable(String scenario, String message) {
        return command("error", null, "Leak gate: " + scenario, message);
    }

    private static List<String> known(
            GateReport gate, GateReport.Baseline baseline, FindingPlaces places) {
        List<String> commands = new ArrayList<>();
        for (Finding finding : gate.findings()) {
            Known known = gate.known(finding);
            if (known != null) {
                commands.add(
                        command(
                                "notice",
                                places.primary(finding),
                                "Known leak: " + finding.title(),
                                known.reason()));
            }
        }
        for (Known gone : baseline.gone()) {
            commands.add(
                    command(
                            "notice",
                            null,
                            "Known leak is gone: " + gone.title(),
                            "Take %s out of %s".formatted(gone.fingerprint(), baseline.file())));
        }
        return commands;
    }

    private static String message(GateReport gate, Finding leak) {
        Known expired = gate.expired(leak);
        return (expired == null
                        ? ""
                        : "was known until " + expired.expires() + ": " + expired.reason() + "\n")
                + ExplanationText.growthWords(leak, gate.run().unit())
                + "\nRetained by: "
                + leak.holder().path()
                + "\nFix: "
                + leak.fix().change();
    }

    private static String command(
            String level, @Nullable Place place, String title, String message) {
        StringBuilder command = new StringBuilder("::").append(level).append(' ');
        if (place != null && place.inProject()) {
            SourceLocation at = place.location();
            command.append("file=").append(property(at.file())).append(',');
            if (at.line() > 0) {
                command.append("line=").append(at.line()).append(',');
            }
            if (at.line() > 0 && at.column() > 0) {
                command.append("col=").append(at.column()).append(',');
            }
        }
        return command.append("title=")
                .append(property(TextPage.clean(title)))
                .append("::")
                .append(data(message))
                .toString();
    }

    private static String data(String text) {
        String lines = String.join("\n", text.lines().map(TextPage::clean).toList());
        return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return text.replace("%", "%25")
                .replace("\r", "%0D")
                .replace("\n", "%0A")
                .replace(":", "%3A")
                .replace(",", "%2C");
    }
}
