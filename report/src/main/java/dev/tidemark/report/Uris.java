package dev.tidemark.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names of files as URIs, whatever characters are in them. */
final class Uris {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final String KEPT = "-._~/";

    private Uris() {}

    /** {@code src/my%20app.js}: a path, relative or absolute, as the path of a URI. */
    static String ofPath(String path) {
        StringBuilder uri = new StringBuilder(path.length());
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if ((c < 0x80 && Character.isLetterOrDigit(c)) || KEPT.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append('%').append(hex(c >> 4)).append(hex(c));
            }
        }
        return uri.toString();
    }

    /** {@code file:///srv/app.js} of an absolute path. */
    static String ofFile(String path) {
        return "file://" + ofPath(path);
    }

    /** Of what a runtime calls a script: a URL stays one. */
    static String ofScript(String name) {
        if (isUri(name)) {
            return name;
        }
        return name.startsWith("/") ? ofFile(name) : ofPath(name);
    }

    private static boolean isUri(String name) {
        if (!ABSOLUTE.matcher(name).matches()) {
            return false;
        }
        try {
            return new URI(name).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit & 0xf, 16));
    }
}
