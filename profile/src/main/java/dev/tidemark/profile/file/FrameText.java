package dev.tidemark.profile.file;

import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.Frame;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Frames in formats that know only names: {@code onOrder (orders.js:12:3)}. */
final class FrameText {
    /** What functions without a name are called in files. */
    static final String ANONYMOUS = "(anonymous)";

    private static final Pattern PLACED =
            Pattern.compile("(.*) \\(([^()]+?)(?::(\\d{1,9}))?(?::(\\d{1,9}))?\\)");

    private FrameText() {}

    static String of(Frame frame) {
        SourceLocation at = frame.location();
        if (at.file().isEmpty()) {
            return name(frame);
        }
        StringBuilder text = new StringBuilder(name(frame)).append(" (").append(at.file());
        if (at.line() > 0) {
            text.append(':').append(at.line());
            if (at.column() > 0) {
                text.append(':').append(at.column());
            }
        }
        return text.append(')').toString();
    }

    static String name(Frame frame) {
        return frame.name().isEmpty() ? ANONYMOUS : frame.name();
    }

    static Frame parse(String text) {
        Matcher placed = PLACED.matcher(text);
        if (!placed.matches()) {
            return function(text, "", 0, 0);
        }
        return function(
                placed.group(1), placed.group(2), number(placed.group(3)), number(placed.group(4)));
    }

    static Frame function(String name, String file, int line, int column) {
        return Frame.function(
                name.equals(ANONYMOUS) ? "" : name, new SourceLocation(file, line, column));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
