package dev.tidemark.source.map;

import dev.tidemark.source.read.SourceFormatException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The {@code mappings} of one map, ready to be asked.
 *
 * <p>Every segment depends on all before it, and a bundle may have millions of them in one line.
 * One pass checks them all and remembers the state at the start of each line and at every 64th
 * segment; a question decodes at most 64 segments from there. Memory: the text, and about 7 bytes a
 * line and half a byte a segment.
 */
final class Mappings {
    private static final int EVERY = 64;

    // The fields of a mark: where its first segment is, and the state before that segment.
    private static final int LINE = 0;
    private static final int FIRST_COLUMN = 1;
    private static final int OFFSET = 2;
    private static final int COLUMN = 3;
    private static final int SOURCE = 4;
    private static final int ORIGINAL_LINE = 5;
    private static final int ORIGINAL_COLUMN = 6;
    private static final int NAME = 7;
    private static final int FIELDS = 8;

    private final String text;
    private final int sources;
    private final int names;
    private int[] marks = new int[FIELDS * 64];
    private int count;

    /** Whether the columns of every line only rise, as they should. */
    private boolean sorted = true;

    private Mappings(String text, int sources, int names) {
        this.text = text;
        this.sources = sources;
        this.names = names;
    }

    /**
     * Checks all of it.
     *
     * @param sources how many there are
     * @param names how many there are
     */
    static Mappings of(String text, int sources, int names) throws SourceFormatException {
        Mappings mappings = new Mappings(text, sources, names);
        mappings.index();
        mappings.marks = Arrays.copyOf(mappings.marks, mappings.count * FIELDS);
        return mappings;
    }

    private void index() throws SourceFormatException {
        Vlq vlq = new Vlq(text, 0);
        Segment at = new Segment();
        int line = 0;
        int sinceMark = EVERY;
        while (vlq.peek() != 0) {
            if (vlq.hasNumber()) {
                int before = at.column;
                boolean marked = sinceMark >= EVERY;
                if (marked) {
                    mark(line, vlq.at(), at);
                    sinceMark = 0;
                }
                at.read(vlq, sources, names);
                if (marked) {
                    marks[(count - 1) * FIELDS + FIRST_COLUMN] = at.column;
                }
                sorted &= at.column >= before;
                sinceMark++;
            } else if (vlq.passSeparator()) {
                line++;
                at.column = 0;
                sinceMark = EVERY;
            }
        }
    }

    private void mark(int line, int offset, Segment before) {
        int base = count++ * FIELDS;
        if (base == marks.length) {
            marks = Arrays.copyOf(marks, marks.length * 2);
        }
        marks[base + LINE] = line;
        marks[base + OFFSET] = offset;
        marks[base + COLUMN] = before.column;
        marks[base + SOURCE] = before.source;
        marks[base + ORIGINAL_LINE] = before.line;
        marks[base + ORIGINAL_COLUMN] = before.originalColumn;
        marks[base + NAME] = before.name;
    }

    /**
     * The last segment of that line that starts at the column or before it; of several that start
     * at one column the last. Empty if the line has none.
     */
    Optional<Segment> at(int line, int column) {
        int mark = lastMark(line, sorted ? column : -1);
        if (!sorted) {
            mark++;
        }
        if (mark < 0 || mark >= count || marks[mark * FIELDS + LINE] != line) {
            return Optional.empty();
        }
        Segment best = new Segment();
        best.column = -1;
        Segment at = restore(mark);
        Vlq vlq = new Vlq(text, marks[mark * FIELDS + OFFSET]);
        try {
            while (vlq.peek() != 0) {
                if (vlq.hasNumber()) {
                    at.read(vlq, sources, names);
                    if (at.column <= column && at.column >= best.column) {
                        best.set(at);
                    } else if (sorted) {
                        break;
                    }
                } else if (vlq.passSeparator()) {
                    break;
                }
            }
        } catch (SourceFormatException e) {
            throw new IllegalStateException("mappings changed since they were checked", e);
        }
        return best.column < 0 ? Optional.empty() : Optional.of(best);
    }

    /** The last mark that starts at this place or before it, or -1. */
    private int lastMark(int line, int column) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int base = middle * FIELDS;
            boolean before =
                    marks[base + LINE] < line
                            || (marks[base + LINE] == line && marks[base + FIRST_COLUMN] <= column);
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private Segment restore(int mark) {
        int base = mark * FIELDS;
        Segment segment = new Segment();
        segment.column = marks[base + COLUMN];
        segment.source = marks[base + SOURCE];
        segment.line = marks[base + ORIGINAL_LINE];
        segment.originalColumn = marks[base + ORIGINAL_COLUMN];
        segment.name = marks[base + NAME];
        return segment;
    }
}
