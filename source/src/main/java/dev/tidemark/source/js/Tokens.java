package dev.tidemark.source.js;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * The tokens of a script, side by side in arrays: 13 bytes for each.
 *
 * <p>The kind of a punctuator that matters here is its character; {@link #ARROW} and the other
 * constants are the rest.
 */
final class Tokens {
    static final char NAME = 'a';
    static final char PRIVATE_NAME = '#';
    static final char NUMBER = '0';
    static final char STRING = '"';
    static final char REGEX = '/';

    /** A piece of a template between its ends and its substitutions. */
    static final char TEMPLATE = '`';

    /** What opens a substitution in a template; a brace closes it. */
    static final char SUBSTITUTION = '$';

    static final char ARROW = '>';
    static final char SPREAD = '_';
    static final char INCREMENT = '+';

    /** Any other operator. */
    static final char OPERATOR = 'o';

    /** Before the first token and behind the last. */
    static final char NOTHING = 0;

    static final int NO_PARTNER = -1;

    /** Words behind which a value begins, and no statement ends. */
    private static final Set<String> OPERATOR_WORDS =
            Set.of(
                    "return",
                    "typeof",
                    "instanceof",
                    "in",
                    "of",
                    "new",
                    "delete",
                    "void",
                    "throw",
                    "case",
                    "do",
                    "else",
                    "yield",
                    "await",
                    "default",
                    "extends",
                    "let",
                    "const",
                    "var",
                    "import",
                    "export",
                    "async",
                    "static",
                    "function",
                    "class",
                    "if",
                    "for",
                    "while");

    /** Words before brackets that no value is made of. */
    static final Set<String> CONTROL_WORDS = Set.of("if", "while", "for", "with");

    private final String text;
    private char[] kinds = new char[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int[] partners = new int[256];
    private final BitSet afterNewline = new BitSet();
    private int count;

    Tokens(String text) {
        this.text = text;
    }

    int add(char kind, int start, int end, boolean newline) {
        if (count == kinds.length) {
            grow();
        }
        kinds[count] = kind;
        starts[count] = start;
        ends[count] = end;
        partners[count] = NO_PARTNER;
        afterNewline.set(count, newline);
        return count++;
    }

    private void grow() {
        kinds = Arrays.copyOf(kinds, count * 2);
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
        partners = Arrays.copyOf(partners, count * 2);
    }

    void pair(int open, int close) {
        partners[open] = close;
        partners[close] = open;
    }

    int count() {
        return count;
    }

    char kind(int token) {
        return token < 0 || token >= count ? NOTHING : kinds[token];
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    /** The bracket that belongs to a bracket. */
    int partner(int token) {
        return partners[token];
    }

    boolean isAfterNewline(int token) {
        return afterNewline.get(token);
    }

    String text(int token) {
        return text.substring(starts[token], ends[token]);
    }

    boolean is(int token, String word) {
        return kind(token) == NAME
                && ends[token] - starts[token] == word.length()
                && text.startsWith(word, starts[token]);
    }

    /** Whether a token is that word, and not the name of a property. */
    boolean isWord(int token, String word) {
        return is(token, word) && !isProperty(token);
    }

    /** Whether the token can be the last of a value. */
    boolean endsValue(int token) {
        return switch (kind(token)) {
            case NAME -> !OPERATOR_WORDS.contains(text(token)) || isProperty(token);
            case PRIVATE_NAME, NUMBER, STRING, REGEX, TEMPLATE, INCREMENT, ')', ']', '}' -> true;
            default -> false;
        };
    }

    /** Whether a name stands behind a dot. */
    boolean isProperty(int token) {
        return kind(token - 1) == '.';
    }

    /** Whether a statement ended before this token although no semicolon says so. */
    boolean startsStatementByNewline(int token) {
        boolean begins =
                switch (kind(token)) {
                    case NAME -> !is(token, "in") && !is(token, "instanceof") && !is(token, "of");
                    case PRIVATE_NAME, NUMBER, STRING, '{' -> true;
                    default -> false;
                };
        return begins
                && isAfterNewline(token)
                && endsValue(token - 1)
                && !endsControlHead(token - 1);
    }

    /** Whether a bracket closes {@code if (...)} or the like, whose statement is still to come. */
    private boolean endsControlHead(int token) {
        if (kind(token) != ')') {
            return false;
        }
        int word = partner(token) - 1;
        return kind(word) == NAME && !isProperty(word) && CONTROL_WORDS.contains(text(word));
    }
}
