package dev.tidemark.source.map;

import dev.tidemark.source.read.SourceFormatException;

/**
 * Where the numbers of {@code mappings} stand after a segment: each segment says only by how much
 * they differ from the one before. Mutable, because there are millions of segments.
 */
final class Segment {
    private static final int HIGHEST = 1 << 30;

    int column;
    int source;
    int line;
    int originalColumn;
    int name;

    /** Whether this segment says that its code comes from no file. */
    boolean hasSource;

    boolean hasName;

    /** Reads the next segment on top of this one. */
    void read(Vlq vlq, int sources, int names) throws SourceFormatException {
        column = moved(vlq, column, HIGHEST, "a column");
        hasSource = vlq.hasNumber();
        hasName = false;
        if (hasSource) {
            source = moved(vlq, source, sources, "the index of a source");
            line = moved(vlq, line, HIGHEST, "a line");
            originalColumn = moved(vlq, originalColumn, HIGHEST, "a column");
            hasName = vlq.hasNumber();
            if (hasName) {
                name = moved(vlq, name, names, "the index of a name");
            }
        }
        if (vlq.hasNumber()) {
            throw SourceFormatException.expected(
                    vlq.at(), "a segment of 1, 4 or 5 numbers", "one of more");
        }
    }

    private static int moved(Vlq vlq, int from, int limit, String what)
            throws SourceFormatException {
        int start = vlq.at();
        long to = (long) from + vlq.number();
        if (to < 0 || to >= limit) {
            throw SourceFormatException.expected(
                    start, what + " from 0 to below " + limit, Long.toString(to));
        }
        return (int) to;
    }

    void set(Segment other) {
        column = other.column;
        source = other.source;
        line = other.line;
        originalColumn = other.originalColumn;
        name = other.name;
        hasSource = other.hasSource;
        hasName = other.hasName;
    }
}
