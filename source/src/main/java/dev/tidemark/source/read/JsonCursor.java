package dev.tidemark.source.read;

/**
 * Reads a JSON text piece by piece, so that of a big map only what is needed becomes an object.
 *
 * <p>The caller knows what should come next; anything else is a {@link SourceFormatException}.
 */
public final class JsonCursor {
    /** Deeper nesting is no map, and would let the recursion of {@link #skip} end in an error. */
    private static final int DEEPEST = 64;

    private final String text;
    private int at;
    private int depth;

    public JsonCursor(String text) {
        this(text, 0);
    }

    /** Begins at the value that starts at a place which {@link #skip} returned. */
    public JsonCursor(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The next character that is no white space, which stays; 0 at the end. */
    public char peek() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** Passes over the bracket that an array or object starts with. */
    public void open(char bracket) throws SourceFormatException {
        expect(bracket);
        if (++depth > DEEPEST) {
            throw SourceFormatException.expected(at, "less nesting", DEEPEST + " levels");
        }
    }

    /**
     * Whether another item follows; passes over the comma before it, or over the bracket at the
     * end.
     *
     * @param first whether none was read yet
     */
    public boolean next(char closing, boolean first) throws SourceFormatException {
        if (peek() == closing) {
            at++;
            depth--;
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    /** A member's name and the colon behind it. */
    public String key() throws SourceFormatException {
        String key = string();
        expect(':');
        return key;
    }

    public String string() throws SourceFormatException {
        expect('"');
        int start = at;
        StringBuilder unescaped = null;
        while (true) {
            char c = character();
            if (c == '"') {
                return unescaped == null ? text.substring(start, at - 1) : unescaped.toString();
            }
            if (c == '\\') {
                if (unescaped == null) {
                    unescaped = new StringBuilder(text.substring(start, at - 1));
                }
                unescaped.append(escaped());
            } else if (unescaped != null) {
                unescaped.append(c);
            }
        }
    }

    private char escaped() throws SourceFormatException {
        char c = character();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            case '"', '\\', '/' -> c;
            default -> throw SourceFormatException.expected(at - 1, "an escape", "\\" + c);
        };
    }

    private char unicode() throws SourceFormatException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(character(), 16);
            if (digit < 0) {
                throw SourceFormatException.expected(at - 1, "a hexadecimal digit", "none");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    /** A number that is not negative; fractions and what does not fit are refused. */
    public int count() throws SourceFormatException {
        char c = peek();
        int start = at;
        long value = 0;
        while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
            value = value * 10 + Character.digit(text.charAt(at), 10);
            if (value > Integer.MAX_VALUE) {
                throw SourceFormatException.expected(start, "a 32-bit number", "a larger one");
            }
            at++;
        }
        if (at == start) {
            throw SourceFormatException.expected(at, "a number", describe(c));
        }
        return (int) value;
    }

    /** Passes over {@code null} if that comes next. */
    public boolean isNull() {
        if (peek() != 'n' || !text.startsWith("null", at)) {
            return false;
        }
        at += 4;
        return true;
    }

    /**
     * Passes over one value of any kind.
     *
     * @return where it starts
     */
    public int skip() throws SourceFormatException {
        char c = peek();
        int start = at;
        switch (c) {
            case '"' -> skipString();
            case '{' -> skipObject();
            case '[' -> skipArray();
            default -> skipWord(c);
        }
        return start;
    }

    private void skipString() throws SourceFormatException {
        at++;
        while (true) {
            char c = character();
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                character();
            }
        }
    }

    private void skipObject() throws SourceFormatException {
        open('{');
        for (boolean first = true; next('}', first); first = false) {
            key();
            skip();
        }
    }

    private void skipArray() throws SourceFormatException {
        open('[');
        for (boolean first = true; next(']', first); first = false) {
            skip();
        }
    }

    private void skipWord(char first) throws SourceFormatException {
        int start = at;
        while (isWordPart()) {
            at++;
        }
        if (at == start) {
            throw SourceFormatException.expected(at, "a value", describe(first));
        }
    }

    private boolean isWordPart() {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0;
    }

    private char character() throws SourceFormatException {
        if (at >= text.length()) {
            throw SourceFormatException.expected(at, "the end of a string", "the end of the map");
        }
        return text.charAt(at++);
    }

    private void expect(char wanted) throws SourceFormatException {
        char found = peek();
        if (found != wanted) {
            throw SourceFormatException.expected(at, "'" + wanted + "'", describe(found));
        }
        at++;
    }

    private static String describe(char c) {
        return c == 0 ? "the end of the map" : "'" + c + "'";
    }
}
