package dev.tidemark.cli.hunt;

import java.io.IOException;

/** The target could not be put to work: where, what was expected, what was found, what to do. */
public final class ExerciseException extends IOException {
    private static final long serialVersionUID = 1;

    ExerciseException(String where, String expected, String found, String remedy) {
        super("%s: expected %s, found %s. %s".formatted(where, expected, found, remedy));
    }
}
