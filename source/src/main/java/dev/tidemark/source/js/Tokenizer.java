package dev.tidemark.source.js;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Splits a script into tokens. Never fails: what is no JavaScript gives strange tokens, and then
 * brackets that do not pair.
 */
final class Tokenizer {
    private static final String OPERATORS = "!%&*<>^|~=+-/?@\\";

    private final String text;
    private final Tokens tokens;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Open lastClosed;
    private int at;
    private boolean newline;
    private boolean balanced = true;

    private Tokenizer(String text) {
        this.text = text;
        tokens = new Tokens(text);
    }

    /**
     * A bracket that is open.
     *
     * @param statement whether what follows the closing one starts anew, so that a slash there
     *     begins a regular expression
     */
    private record Open(int token, char closing, boolean statement) {}

    /** The result, and whether every bracket has its partner. */
    record Result(Tokens tokens, boolean balanced) {}

    static Result tokens(String text) {
        Tokenizer tokenizer = new Tokenizer(text);
        tokenizer.run();
        return new Result(tokenizer.tokens, tokenizer.balanced && tokenizer.open.isEmpty());
    }

    private void run() {
        if (text.startsWith("#!")) {
            skipLine();
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isLineEnd(c)) {
                newline = true;
                at++;
            } else if (c <= ' ' || c == '\u00a0' || c == '\ufeff') {
                at++;
            } else if (!skipComment()) {
                int before = tokens.count();
                token(c);
                newline &= tokens.count() == before;
            }
        }
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    private boolean skipComment() {
        if (text.startsWith("//", at)) {
            skipLine();
            return true;
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            int stop = end < 0 ? text.length() : end + 2;
            newline |= text.substring(at, stop).chars().anyMatch(c -> isLineEnd((char) c));
            at = stop;
            return true;
        }
        return false;
    }

    private void skipLine() {
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
    }

    private void token(char c) {
        switch (c) {
            case '(', '[', '{' -> open(c);
            case ')', ']', '}' -> close(c);
            case '"', '\'' -> string(c);
            case '`' -> template();
            case ';', ',', ':' -> add(c, 1);
            case '.' -> dot();
            case '#' -> privateName();
            default -> wordOrOperator(c);
        }
    }

    private int add(char kind, int length) {
        int start = at;
        at = Math.min(at + length, text.length());
        return tokens.add(kind, start, at, newline);
    }

    private void wordOrOperator(char c) {
        if (Character.isDigit(c)) {
            number();
        } else if (OPERATORS.indexOf(c) >= 0 && !(c == '\\' && text.startsWith("\\u", at))) {
            operator(c);
        } else {
            add(Tokens.NAME, wordLength(at));
        }
    }

    /** At least 1, so that a character that belongs nowhere is passed over. */
    private int wordLength(int from) {
        int end = from;
        while (end < text.length() && isWordPart(text.charAt(end), end)) {
            end++;
        }
        return Math.max(1, end - from);
    }

    private boolean isWordPart(char c, int place) {
        return Character.isUnicodeIdentifierPart(c)
                || c == '$'
                || Character.isSurrogate(c)
                || (c == '\\' && text.startsWith("\\u", place));
    }

    private void number() {
        int end = at;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean exponent =
                    (c == '+' || c == '-')
                            && "eE".indexOf(text.charAt(end - 1)) >= 0
                            && !text.startsWith("0x", at);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !exponent) {
                break;
            }
            end++;
        }
        add(Tokens.NUMBER, end - at);
    }

    private void dot() {
        if (text.startsWith("...", at)) {
            add(Tokens.SPREAD, 3);
        } else if (at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            number();
        } else {
            add('.', 1);
        }
    }

    private void privateName() {
        at++;
        int length = wordLength(at);
        at--;
        add(Tokens.PRIVATE_NAME, length + 1);
    }

    private void operator(char c) {
        if (c == '/' && regexMayBegin()) {
            regex();
        } else if (text.startsWith("=>", at)) {
            add(Tokens.ARROW, 2);
        } else if (text.startsWith("++", at) || text.startsWith("--", at)) {
            add(Tokens.INCREMENT, 2);
        } else if (text.startsWith("?.", at) && !isDigitAt(at + 2)) {
            add('.', 2);
        } else {
            int length = operatorLength(c);
            boolean plain = length == 1 && (c == '=' || c == '?' || c == '*');
            add(plain ? c : Tokens.OPERATOR, length);
        }
    }

    private boolean isDigitAt(int place) {
        return place < text.length() && Character.isDigit(text.charAt(place));
    }

    /**
     * {@code ==}, {@code &&=}, {@code >>>=}: one character again and again, and perhaps {@code =}.
     */
    private int operatorLength(char c) {
        int end = at + 1;
        if ("!~+-/%^".indexOf(c) < 0) {
            while (end < text.length() && text.charAt(end) == c && end - at < 3) {
                end++;
            }
        }
        while (end < text.length() && text.charAt(end) == '=' && end - at < 4 && c != '~') {
            // In a=>b the sign belongs to the arrow.
            if (text.startsWith("=>", end)) {
                break;
            }
            end++;
        }
        return end - at;
    }

    private boolean regexMayBegin() {
        int last = tokens.count() - 1;
        return switch (tokens.kind(last)) {
            case ')', '}' -> lastClosed != null && lastClosed.statement();
            default -> !tokens.endsValue(last);
        };
    }

    private void regex() {
        int end = at + 1;
        boolean inClass = false;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            char c = text.charAt(end);
            if (c == '\\') {
                end++;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '/' && !inClass) {
                break;
            }
            end++;
        }
        end = Math.min(end + 1, text.length());
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        add(Tokens.REGEX, end - at);
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '\\') {
                end++;
            } else if (c == quote || c == '\n' || c == '\r') {
                break;
            }
            end++;
        }
        add(Tokens.STRING, Math.min(end + 1, text.length()) - at);
    }

    /** From a backtick, or from the brace that closes a substitution, to the next of its kind. */
    private void template() {
        int end = at + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '\\') {
                end++;
            } else if (c == '`') {
                add(Tokens.TEMPLATE, end + 1 - at);
                return;
            } else if (c == '$' && text.startsWith("${", end)) {
                add(Tokens.TEMPLATE, end - at);
                int token = add(Tokens.SUBSTITUTION, 2);
                open.push(new Open(token, '`', false));
                return;
            }
            end++;
        }
        balanced = false;
        add(Tokens.TEMPLATE, text.length() - at);
    }

    private void open(char c) {
        int last = tokens.count() - 1;
        boolean statement = c == '(' ? isControl(last) : c == '{' && isBlock(last);
        char closing = c == '(' ? ')' : c == '[' ? ']' : '}';
        open.push(new Open(add(c, 1), closing, statement));
    }

    private boolean isControl(int last) {
        return tokens.kind(last) == Tokens.NAME
                && !tokens.isProperty(last)
                && Tokens.CONTROL_WORDS.contains(tokens.text(last));
    }

    private boolean isBlock(int last) {
        return switch (tokens.kind(last)) {
            case Tokens.NOTHING, ';', '{', '}', ')', Tokens.ARROW -> true;
            case Tokens.NAME ->
                    tokens.endsValue(last)
                            || tokens.is(last, "else")
                            || tokens.is(last, "do")
                            || tokens.is(last, "try")
                            || tokens.is(last, "finally");
            default -> false;
        };
    }

    private void close(char c) {
        Open opened = open.poll();
        if (opened == null) {
            balanced = false;
            add(c, 1);
            return;
        }
        boolean substitution = opened.closing() == '`';
        balanced &= c == (substitution ? '}' : opened.closing());
        lastClosed = opened;
        if (substitution) {
            // The template goes on at the brace itself.
            tokens.pair(opened.token(), tokens.add('}', at, at + 1, newline));
            template();
        } else {
            tokens.pair(opened.token(), add(c, 1));
        }
    }
}
