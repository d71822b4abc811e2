package dev.tidemark.cli;

import dev.tidemark.report.HtmlReport;
import dev.tidemark.report.HuntReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the HTML report: it has its name only once it is whole. */
final class ReportFile {
    private ReportFile() {}

    /** Writes it where the report says; nowhere if it says nowhere. */
    static void write(HuntReport hunt) throws IOException {
        if (hunt.report() == null) {
            return;
        }
        Path file = Path.of(hunt.report()).toAbsolutePath();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, HtmlReport.of(hunt));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
