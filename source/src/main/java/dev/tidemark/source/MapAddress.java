package dev.tidemark.source;

import dev.tidemark.source.read.SourceFormatException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Where a script says that its source map is: in a comment near its end. */
final class MapAddress {
    private static final String MARK = "sourceMappingURL=";

    private MapAddress() {}

    /**
     * The address in the last such comment.
     *
     * @param text the script, or its end
     */
    static Optional<String> in(String text) {
        for (int at = text.lastIndexOf(MARK); at >= 0; at = text.lastIndexOf(MARK, at - 1)) {
            if (isComment(text, at)) {
                String address = address(text, at + MARK.length());
                if (!address.isEmpty()
                        && address.chars().noneMatch(c -> "\"'`\\".indexOf(c) >= 0)) {
                    return Optional.of(address);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isComment(String text, int mark) {
        String before = text.substring(Math.max(0, mark - 4), mark);
        return before.endsWith("//# ")
                || before.endsWith("//@ ")
                || before.endsWith("/*# ")
                || before.endsWith("/*@ ");
    }

    private static String address(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) > ' ') {
            end++;
        }
        String address = text.substring(start, end);
        return address.endsWith("*/") ? address.substring(0, address.length() - 2) : address;
    }

    static boolean isData(String address) {
        return address.regionMatches(true, 0, "data:", 0, 5);
    }

    /** The text that a {@code data:} address contains. */
    static String data(String address) throws SourceFormatException {
        int comma = address.indexOf(',');
        if (comma < 0) {
            throw new SourceFormatException("expected a comma in the data: address, found none");
        }
        String head = address.substring(0, comma).toLowerCase(Locale.ROOT);
        String body = address.substring(comma + 1);
        try {
            return head.endsWith(";base64")
                    ? new String(Base64.getMimeDecoder().decode(body), charset(head))
                    // A plus sign is itself here, unlike in forms.
                    : URLDecoder.decode(body.replace("+", "%2B"), charset(head));
        } catch (IllegalArgumentException e) {
            throw new SourceFormatException(
                    "expected %s in the data: address, found something else"
                            .formatted(head.endsWith(";base64") ? "base64" : "percent signs"));
        }
    }

    private static Charset charset(String head) throws SourceFormatException {
        int at = head.indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = head.substring(at + "charset=".length()).replaceFirst(";.*", "");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new SourceFormatException(
                    "expected a known charset in the data: address, found " + name);
        }
    }
}
