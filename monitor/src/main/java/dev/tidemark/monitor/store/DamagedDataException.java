package dev.tidemark.monitor.store;

import java.io.IOException;

/** Packed readings in the database that are not what was written. */
final class DamagedDataException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedDataException(String expected, String found) {
        super("expected %s, found %s".formatted(expected, found));
    }
}
