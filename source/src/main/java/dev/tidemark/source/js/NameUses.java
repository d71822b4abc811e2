package dev.tidemark.source.js;

import java.util.Set;

/** Names that code uses: told from the words of the language, and from labels. */
final class NameUses {
    /** Words that are no variables. {@code this} and {@code arguments} are like variables. */
    private static final Set<String> WORDS =
            Set.of(
                    "if",
                    "else",
                    "while",
                    "do",
                    "switch",
                    "case",
                    "default",
                    "break",
                    "continue",
                    "return",
                    "throw",
                    "try",
                    "finally",
                    "new",
                    "delete",
                    "typeof",
                    "void",
                    "instanceof",
                    "in",
                    "debugger",
                    "null",
                    "true",
                    "false",
                    "extends",
                    "yield",
                    "await",
                    "with",
                    "enum",
                    "for",
                    "catch",
                    "export");

    private final Tokens tokens;
    private final Frames frames;

    NameUses(Tokens tokens, Frames frames) {
        this.tokens = tokens;
        this.frames = frames;
    }

    /** A name that declares nothing: the innermost scope uses it, unless it is none. */
    void use(int token) {
        String word = tokens.text(token);
        if (WORDS.contains(word) || isLabel(token)) {
            return;
        }
        Scope scope = frames.top().scope;
        if (word.equals(Scope.SUPER) && tokens.kind(token + 1) == '(') {
            // The constructor of the class above is found without help.
            return;
        }
        if (word.equals("eval") && tokens.kind(token + 1) == '(') {
            scope.useAll();
        }
        scope.use(word);
    }

    private boolean isLabel(int token) {
        boolean jump = tokens.isWord(token - 1, "break") || tokens.isWord(token - 1, "continue");
        boolean target =
                tokens.kind(token + 1) == ':'
                        && frames.top().questions == 0
                        && frames.startsStatement(token);
        return target || (jump && !tokens.isAfterNewline(token));
    }
}
