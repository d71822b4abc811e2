package dev.tidemark.report;

import dev.tidemark.model.Finding;
import dev.tidemark.report.GateReport.Known;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A gate as a file that Surefire and JUnit's other runners write, and that Jenkins, GitLab and
 * others read: a suite with the scenario as its only test.
 */
public final class JUnitXml {
    private static final String SUITE = "tidemark.gate";

    private JUnitXml() {}

    /**
     * The outcome of a scenario. What leaks is a failure with the text of the findings.
     *
     * @param undecidedFails whether an undecided scenario is a failure; it is a skipped test if not
     */
    public static String of(GateReport gate, Duration took, boolean undecidedFails) {
        boolean undecided = gate.outcome() == GateReport.Outcome.UNDECIDED;
        boolean fails = gate.outcome() == GateReport.Outcome.FAIL || (undecided && undecidedFails);
        Xml xml = new Xml();
        suite(xml, took, fails ? 1 : 0, 0, undecided && !fails ? 1 : 0);
        properties(xml, gate);
        test(xml, gate.scenario(), took);
        if (fails) {
            xml.start("failure", "message", message(gate), "type", type(gate))
                    .text(new TextReport(Ink.PLAIN).gate(gate))
                    .end("failure");
        } else if (undecided) {
            xml.empty("skipped", "message", message(gate));
        }
        known(xml, gate);
        return xml.end("testcase").end("testsuite").toString();
    }

    /**
     * A scenario that could not be run to its end.
     *
     * @param message what is wrong, in one line
     */
    public static String unusable(String scenario, Duration took, String message) {
        Xml xml = new Xml();
        suite(xml, took, 0, 1, 0);
        test(xml, scenario, took);
        return xml.start("error", "message", message, "type", "unusable")
                .text(message)
                .end("error")
                .end("testcase")
                .end("testsuite")
                .toString();
    }

    private static void suite(Xml xml, Duration took, int failures, int errors, int skipped) {
        xml.start(
                        "testsuite",
                        "name",
                        SUITE,
                        "tests",
                        "1",
                        "failures",
                        Integer.toString(failures),
                        "errors",
                        Integer.toString(errors),
                        "skipped",
                        Integer.toString(skipped),
                        "time",
                        seconds(took))
                .newLine();
    }

    private static void test(Xml xml, String scenario, Duration took) {
        xml.start("testcase", "name", scenario, "classname", SUITE, "time", seconds(took));
    }

    private static void properties(Xml xml, GateReport gate) {
        GateReport.Run run = gate.run();
        xml.start("properties").newLine();
        property(xml, "result", ExplanationJson.lowerCase(gate.outcome()));
        property(xml, "seed", Long.toString(run.seed()));
        property(xml, "iterations", Long.toString(run.iterations()));
        property(xml, "cpuSeconds", String.format(Locale.ROOT, "%.3f", run.cpuSeconds()));
        property(xml, "falseAlarmBound", Double.toString(run.falseAlarmBound()));
        property(xml, "again", run.again());
        xml.end("properties");
    }

    private static void property(Xml xml, String name, String value) {
        xml.empty("property", "name", name, "value", value);
    }

    private static String message(GateReport gate) {
        List<Finding> leaks = gate.newFindings();
        if (leaks.isEmpty()) {
            return gate.outcome() == GateReport.Outcome.UNDECIDED
                    ? "undecided: " + String.join("; ", gate.because())
                    : String.join("; ", gate.because());
        }
        String more = leaks.size() == 1 ? "" : " (and " + (leaks.size() - 1) + " more)";
        String undecided =
                gate.outcome() == GateReport.Outcome.UNDECIDED ? "undecided: " : "leak: ";
        return undecided + leaks.getFirst().title() + more;
    }

    private static String type(GateReport gate) {
        return gate.newFindings().stream().map(Finding::pattern).findFirst().orElse("undecided");
    }

    private static void known(Xml xml, GateReport gate) {
        if (gate.baseline() == null || gate.baseline().known().isEmpty()) {
            return;
        }
        xml.start("system-out");
        for (Known known : gate.baseline().known()) {
            xml.text("known leak: " + known.title() + " (" + known.reason() + ")\n");
        }
        xml.end("system-out");
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }
}
