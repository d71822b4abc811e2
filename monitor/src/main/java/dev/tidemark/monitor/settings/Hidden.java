package dev.tidemark.monitor.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that must never be written anywhere, from a file or a variable. It prints as dots. */
public final class Hidden {
    private final Source source;

    private interface Source {
        String read() throws IOException;
    }

    private Hidden(Source source) {
        this.source = source;
    }

    /** What a file says, whenever it is asked: a secret that is exchanged needs no new start. */
    public static Hidden inFile(Path file) {
        return new Hidden(() -> Files.readString(file).strip());
    }

    /** A text that is known. */
    public static Hidden of(String text) {
        return new Hidden(text::strip);
    }

    /**
     * The text, without white space around it.
     *
     * @throws IOException if its file cannot be read
     */
    public String read() throws IOException {
        return source.read();
    }

    @Override
    public String toString() {
        return "...";
    }
}
