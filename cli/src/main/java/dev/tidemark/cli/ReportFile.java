package dev.tidemark.cli;

import dev.tidemark.report.HtmlReport;
import dev.tidemark.report.HuntReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes HTML reports: a file has its name only once it is whole. */
final class ReportFile {
    private ReportFile() {}

    /** Writes it where the report says; nowhere if it says nowhere. */
    static void write(HuntReport hunt) throws IOException {
        if (hunt.report() == null) {
            return;
        }
        write(HtmlReport.of(hunt), Path.of(hunt.report()));
    }

    static void write(String page, Path name) throws IOException {
        Path file = name.toAbsolutePath();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, page);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
