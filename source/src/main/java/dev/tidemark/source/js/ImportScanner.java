package dev.tidemark.source.js;

/** Reads {@code import} declarations: what they declare belongs to the script. */
final class ImportScanner {
    private final Tokens tokens;
    private final Scope script;

    ImportScanner(Tokens tokens, Scope script) {
        this.tokens = tokens;
        this.script = script;
    }

    /**
     * Reads one.
     *
     * @param token the word {@code import}
     * @return the first token behind what was read; for {@code import(...)} and {@code import.meta}
     *     the next one
     */
    int scan(int token) {
        char next = tokens.kind(token + 1);
        if (next != Tokens.NAME && next != '{' && next != '*') {
            return token + 1;
        }
        int at = token + 1;
        while (at < tokens.count() && tokens.kind(at) != Tokens.STRING && tokens.kind(at) != ';') {
            if (isLocalName(at)) {
                script.declare(tokens.text(at), tokens.start(at));
            }
            at++;
        }
        return at;
    }

    /** In {@code {a as b}} that is {@code b}. */
    private boolean isLocalName(int token) {
        return tokens.kind(token) == Tokens.NAME
                && !tokens.is(token, "as")
                && !tokens.is(token, "from")
                && !tokens.is(token + 1, "as");
    }
}
