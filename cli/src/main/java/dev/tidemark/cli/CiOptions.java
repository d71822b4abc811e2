package dev.tidemark.cli;

import dev.tidemark.report.CodeQuality;
import dev.tidemark.report.GateHtml;
import dev.tidemark.report.GateReport;
import dev.tidemark.report.JUnitXml;
import dev.tidemark.report.MarkdownSummary;
import dev.tidemark.report.ProjectFiles;
import dev.tidemark.report.SarifReport;
import dev.tidemark.report.WorkflowAnnotations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a gate leaves behind for the tools of CI. */
final class CiOptions {
    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            description = "Write SARIF 2.1.0, for code scanning.")
    private @Nullable Path sarif;

    @Option(
            names = "--junit-xml",
            paramLabel = "FILE",
            description = "Write a test report: the scenario is a test.")
    private @Nullable Path junitXml;

    @Option(names = "--report", paramLabel = "FILE", description = "Write an HTML report.")
    private @Nullable Path report;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write a summary in Markdown.")
    private @Nullable Path markdown;

    @Option(
            names = "--code-quality",
            paramLabel = "FILE",
            description = "Write GitLab's code quality report.")
    private @Nullable Path codeQuality;

    @Option(
            names = "--github",
            negatable = true,
            description =
                    "Annotate lines and write the job's summary, as the runner of GitHub wants it "
                            + "(default: when GITHUB_ACTIONS is set).")
    private @Nullable Boolean github;

    /** Before long work, so that it is not in vain. */
    void check() throws IOException {
        for (Path file :
                Stream.of(sarif, junitXml, report, markdown, codeQuality)
                        .flatMap(Stream::ofNullable)
                        .toList()) {
            WholeFile.checkFolder(file);
        }
    }

    /**
     * Writes what is asked for. Annotations go to stderr, from where the runner takes them, too.
     *
     * @param undecidedFails whether an undecided scenario is a test that failed
     */
    void write(GateReport gate, Duration took, boolean undecidedFails, Output output)
            throws IOException {
        ProjectFiles project = ProjectFiles.around(Path.of(""));
        if (sarif != null) {
            write(sarif, new SarifReport(Version.current(), project).of(gate));
        }
        if (junitXml != null) {
            write(junitXml, JUnitXml.of(gate, took, undecidedFails));
        }
        if (report != null) {
            write(report, GateHtml.of(gate));
        }
        if (markdown != null) {
            write(markdown, MarkdownSummary.of(gate, project));
        }
        if (codeQuality != null) {
            write(codeQuality, CodeQuality.of(gate, project));
        }
        if (isOnGitHub()) {
            annotate(WorkflowAnnotations.of(gate, project), output);
            summarise(MarkdownSummary.of(gate, project));
        }
    }

    /**
     * Writes that a scenario could not be run to its end: no report says more than that.
     *
     * @param message what is wrong, in one line
     */
    void writeUnusable(String scenario, Duration took, String message, Output output)
            throws IOException {
        if (junitXml != null) {
            write(junitXml, JUnitXml.unusable(scenario, took, message));
        }
        if (isOnGitHub()) {
            annotate(List.of(WorkflowAnnotations.unusable(scenario, message)), output);
        }
    }

    private boolean isOnGitHub() {
        return github == null ? "true".equals(System.getenv("GITHUB_ACTIONS")) : github;
    }

    private static void annotate(List<String> commands, Output output) {
        commands.forEach(output.terminal().err()::println);
        output.terminal().err().flush();
    }

    private static void summarise(String summary) throws IOException {
        String file = System.getenv("GITHUB_STEP_SUMMARY");
        if (file != null && !file.isEmpty()) {
            Files.writeString(
                    Path.of(file), summary, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static void write(Path file, String content) throws IOException {
        WholeFile.write(content.getBytes(StandardCharsets.UTF_8), file);
    }
}
