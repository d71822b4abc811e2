package dev.tidemark.model;

/**
 * A place in source code.
 *
 * @param file path or URL as the runtime reports it
 * @param line from 1; 0 when it is not known
 * @param column from 1; 0 when it is not known
 */
public record SourceLocation(String file, int line, int column) {
    /** {@code app.js:12}, without the column: a person looks for the line. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
