package dev.tidemark.heap.redact;

/** Tells names that a person wrote into code from data that is used as a name. */
public final class WrittenNames {
    private static final int LONGEST = 64;
    private static final int MOST_DIGITS = 6;
    private static final int LONGEST_WORD = 24;
    private static final String BETWEEN = " -_./:#$<>()[]";

    private WrittenNames() {}

    /**
     * Whether a text can be the name of a thread that code has given: words and small numbers, and
     * nothing of an address, a mail, a token.
     */
    public static boolean isThreadName(String text) {
        return isWords(text, BETWEEN, MOST_DIGITS);
    }

    /** Whether a text can be the name of an event that code has given. */
    public static boolean isEvent(String text) {
        return isWords(text, " -_.:$", MOST_DIGITS / 2);
    }

    /** Whether a text can be an identifier that code spells, and is no token or number. */
    public static boolean isIdentifier(String text) {
        return !text.isEmpty() && !isDigit(text.charAt(0)) && isWords(text, "_$", MOST_DIGITS / 2);
    }

    private static boolean isWords(String text, String between, int mostDigits) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        int digits = 0;
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = isLower(c) || (c >= 'A' && c <= 'Z');
            if (!letter && !isDigit(c) && between.indexOf(c) < 0) {
                return false;
            }
            digits += isDigit(c) ? 1 : 0;
            boolean newWord = !letter || (i > 0 && !isLower(c) && isLower(text.charAt(i - 1)));
            word = newWord ? 1 : word + 1;
            if (word > LONGEST_WORD) {
                return false;
            }
        }
        return digits <= mostDigits;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
