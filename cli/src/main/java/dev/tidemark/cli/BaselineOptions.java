package dev.tidemark.cli;

import dev.tidemark.gate.Baseline;
import dev.tidemark.report.GateReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The leaks that a project knows of. */
final class BaselineOptions {
    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "Known leaks, which do not fail (default: "
                            + Baseline.FILE
                            + ", if there is one).")
    private @Nullable Path file;

    @Option(
            names = "--write-baseline",
            description =
                    "Write what leaks now into that file, known for 90 days; what people wrote into it "
                            + "stays.")
    private boolean write;

    private @Nullable Baseline known;

    /** Reads the file before the work, so that a mistake in it costs no run. */
    void read() throws IOException {
        Path path = path();
        if (Files.exists(path)) {
            known = Baseline.read(path);
        } else if (file != null && !write) {
            throw new NoSuchFileException(file.toString());
        } else if (write) {
            WholeFile.checkFolder(path);
            known = Baseline.empty();
        }
    }

    private Path path() {
        return file == null ? Path.of(Baseline.FILE) : file;
    }

    /**
     * The report with what is known told apart; written down first, if that is asked for.
     *
     * @param output is told when nothing is written, as nothing was decided
     */
    GateReport applyTo(GateReport report, Output output) throws IOException {
        Baseline baseline = known;
        if (baseline == null) {
            return report;
        }
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        if (write && report.outcome() == GateReport.Outcome.UNDECIDED) {
            output.warn(List.of(path() + " stays as it is: nothing was decided"));
        } else if (write) {
            baseline = baseline.updated(report, today);
            WholeFile.write(baseline.json().getBytes(StandardCharsets.UTF_8), path());
        }
        return baseline.applyTo(report, path().toString(), today);
    }
}
