package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Text that grows line by line and fits a terminal of {@value #WIDTH} columns. */
final class TextPage {
    /** Wide enough for most paths, narrow enough for half a screen. */
    static final int WIDTH = 100;

    private static final String PATH_ARROW = " > ";

    /** The space inside of {@code 1.31 KiB} and {@code 2 h 17 min}, where no line may end. */
    private static final Pattern INSIDE_AN_AMOUNT =
            Pattern.compile(
                    "(?<=\\d) (?=(?:B|KiB|MiB|GiB|TiB|s|min|h|days|months|%)\\b|%)"
                            + "|(?<=\\d[ \u00a0](?:min|h)) (?=\\d)");

    private static final char HARD_SPACE = '\u00a0';

    private final StringBuilder text = new StringBuilder();

    /** A line as it is; the caller made it fit. */
    void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    /**
     * Words behind a label, wrapped below their first one.
     *
     * @param label already padded to the column where the words start
     * @param inkedLabel the same in colour
     */
    void labelled(String label, String inkedLabel, List<String> lines) {
        String indent = " ".repeat(label.length());
        String start = inkedLabel;
        for (String line : lines) {
            line(start + line);
            start = indent;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Splits at spaces so that no line is longer than {@code width}, save for a longer word. */
    static List<String> wrap(String words, int width) {
        String amountsWhole =
                INSIDE_AN_AMOUNT.matcher(words.strip()).replaceAll(String.valueOf(HARD_SPACE));
        List<String> lines = fill(List.of(amountsWhole.split(" +")), " ", width);
        lines.replaceAll(line -> line.replace(HARD_SPACE, ' '));
        return lines;
    }

    /** Splits a path before its arrows; the lines after the first are indented. */
    static List<String> wrapPath(String path, int width) {
        List<String> steps = List.of(path.split(" (?=> )"));
        List<String> lines = fill(steps, " ", width);
        for (int i = 1; i < lines.size(); i++) {
            lines.set(i, "  " + lines.get(i));
        }
        return lines;
    }

    private static List<String> fill(List<String> pieces, String space, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces) {
            if (!line.isEmpty() && line.length() + space.length() + piece.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : space).append(piece);
        }
        lines.add(line.toString());
        return lines;
    }

    /**
     * Cuts out the middle of a text that is too long; of a path, whole steps, because its ends say
     * most: who owns it and what it is.
     */
    static String fit(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int lastArrow = text.lastIndexOf(PATH_ARROW);
        int firstArrow = text.indexOf(PATH_ARROW);
        if (firstArrow > 0 && firstArrow < lastArrow) {
            String tail = text.substring(lastArrow);
            int room = width - tail.length() - " > ...".length();
            int cut = room > 0 ? text.lastIndexOf(PATH_ARROW, room) : -1;
            if (cut > 0) {
                return text.substring(0, cut) + " > ..." + tail;
            }
        }
        int head = (width - 3) / 2;
        return text.substring(0, head) + "..." + text.substring(text.length() - (width - 3 - head));
    }

    /**
     * Names come out of a stranger's heap: a control character in one must not reach the terminal.
     */
    static String clean(String fromHeap) {
        return fromHeap.chars().noneMatch(TextPage::isControl)
                ? fromHeap
                : fromHeap.codePoints()
                        .map(character -> isControl(character) ? '?' : character)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || character == 0x2028
                || character == 0x2029;
    }

    /** {@code 1.31 KiB}. */
    static String size(long bytes) {
        return Bytes.of((double) bytes).toString();
    }

    /** {@code 1,234,567}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 object}, {@code 2 objects}. */
    static String counted(long number, String singular, String plural) {
        return grouped(number) + " " + (number == 1 ? singular : plural);
    }

    /** Right-aligned numbers in front, one name of free length at the end. */
    static List<String> table(
            List<String> heads, List<List<String>> rows, UnaryOperator<String> ink) {
        return table(heads, rows, ink, true);
    }

    /** Names in front, one text of free length at the end. */
    static List<String> wordTable(
            List<String> heads, List<List<String>> rows, UnaryOperator<String> ink) {
        return table(heads, rows, ink, false);
    }

    private static List<String> table(
            List<String> heads,
            List<List<String>> rows,
            UnaryOperator<String> ink,
            boolean alignRight) {
        int[] widths = new int[heads.size() - 1];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = heads.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(ink.apply(row(heads, widths, alignRight)));
        rows.forEach(row -> lines.add(row(row, widths, alignRight)));
        return lines;
    }

    private static String row(List<String> cells, int[] widths, boolean alignRight) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String filler = " ".repeat(widths[column] - cell.length());
            line.append(alignRight ? filler + cell : cell + filler).append("  ");
        }
        return line.append(fit(cells.getLast(), Math.max(20, WIDTH - line.length()))).toString();
    }
}
