package dev.tidemark.cli;

import dev.tidemark.model.Explanation;
import dev.tidemark.report.ProjectFiles;
import dev.tidemark.report.SarifReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The findings once more, for tools that show them at the lines of code they are about. */
final class SarifOption {
    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            description =
                    "Also write the findings as SARIF 2.1.0, for code scanning of GitHub and for editors. "
                            + "Paths are below the root of the repository that this folder is in.")
    private @Nullable Path file;

    /** Before long work, so that it is not in vain. */
    void check() throws IOException {
        if (file != null) {
            WholeFile.checkFolder(file);
        }
    }

    /**
     * Writes the log, if it is asked for.
     *
     * @param examined a target or a file
     * @param unit one operation in a word
     */
    void write(String examined, String unit, Explanation explanation) throws IOException {
        if (file != null) {
            ProjectFiles project = ProjectFiles.around(Path.of(""));
            String log =
                    new SarifReport(Version.current(), project)
                            .of(examined, unit, explanation.findings(), explanation.because());
            WholeFile.write(log.getBytes(StandardCharsets.UTF_8), file);
        }
    }
}
