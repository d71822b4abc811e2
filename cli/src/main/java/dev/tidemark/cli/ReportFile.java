package dev.tidemark.cli;

import dev.tidemark.report.HtmlReport;
import dev.tidemark.report.HuntReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes HTML reports. */
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
        WholeFile.write(page.getBytes(StandardCharsets.UTF_8), name);
    }
}
