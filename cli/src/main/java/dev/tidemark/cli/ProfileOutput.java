package dev.tidemark.cli;

import dev.tidemark.profile.file.FileFormat;
import dev.tidemark.profile.file.ProfileFiles;
import dev.tidemark.report.ProfilePage;
import dev.tidemark.report.ProfileReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a profile in the format that the name of the file asks for. */
final class ProfileOutput {
    /** What names may end with. */
    static final String ENDINGS = ".html, .pb.gz, .speedscope.json, .collapsed or .heapprofile";

    private static final String PAGE = ".html";

    private ProfileOutput() {}

    static boolean isKnown(Path file) {
        return isPage(file) || FileFormat.of(file).isPresent();
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(PAGE);
    }

    static void write(ProfileReport report, Path file) throws IOException {
        Optional<FileFormat> format = FileFormat.of(file);
        if (isPage(file)) {
            ReportFile.write(ProfilePage.of(report), file);
        } else if (format.isPresent()) {
            WholeFile.write(ProfileFiles.bytes(report.profile(), format.get()), file);
        }
    }
}
