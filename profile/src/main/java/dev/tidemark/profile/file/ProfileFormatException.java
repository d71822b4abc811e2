package dev.tidemark.profile.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is no allocation profile: where, what was expected, what was found, what to do. */
public final class ProfileFormatException extends IOException {
    private static final long serialVersionUID = 1;

    private static final String REMEDY = "Take the profile again, or write it in another format.";

    ProfileFormatException(Path file, String expected, String found, String remedy) {
        super("%s: expected %s, found %s. %s".formatted(file, expected, found, remedy));
    }

    ProfileFormatException(Path file, String expected, String found) {
        this(file, expected, found, REMEDY);
    }

    ProfileFormatException(Path file, long offset, String expected, String found) {
        super(
                "%s: at byte %d: expected %s, found %s. %s"
                        .formatted(file, offset, expected, found, REMEDY));
    }
}
