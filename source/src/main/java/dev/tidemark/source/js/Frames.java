package dev.tidemark.source.js;

import dev.tidemark.source.js.Frame.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/** What has begun and not ended at the place that a scan is at: the innermost on top. */
final class Frames {
    private final Tokens tokens;
    private final Deque<Frame> frames = new ArrayDeque<>();

    /** One frame, of the script's own statements. */
    Frames(Tokens tokens, Scope script) {
        this.tokens = tokens;
        push(Kind.STATEMENTS, script, true);
    }

    Frame top() {
        return Objects.requireNonNull(frames.peek(), "brackets pair");
    }

    void push(Kind kind, Scope scope, boolean ownsScope) {
        frames.push(new Frame(kind, scope, ownsScope));
    }

    /** A pattern of names to be declared begins, where the top frame declares. */
    void pushPattern(Kind kind) {
        Frame top = top();
        top.expectsBinding = false;
        Frame pattern = new Frame(kind, top.scope, false);
        pattern.declaring = top.declares();
        frames.push(pattern);
    }

    /** Ends the innermost one, and its scope when that is its own. */
    Frame pop() {
        Frame frame = frames.pop();
        if (frame.ownsScope) {
            frame.scope.end();
        }
        return frame;
    }

    void endAll() {
        while (!frames.isEmpty()) {
            pop();
        }
    }

    /** Frames without a bracket of their own end at what cannot be inside of them. */
    void endBefore(int token) {
        boolean newStatement = tokens.startsStatementByNewline(token);
        while (endsAt(top(), token, newStatement)) {
            pop();
        }
        Frame top = top();
        if (newStatement && top.kind == Kind.STATEMENTS) {
            top.endStatement();
        }
    }

    private boolean endsAt(Frame frame, int token, boolean newStatement) {
        char kind = tokens.kind(token);
        boolean closing = kind == ')' || kind == ']' || kind == '}';
        return switch (frame.kind) {
            case ARROW_BODY ->
                    closing
                            || newStatement
                            || kind == ';'
                            || kind == ','
                            || (kind == ':' && frame.questions == 0);
            case FIELD -> closing || newStatement || kind == ';';
            case FOR_BODY -> kind == '}' || (newStatement && token != frame.first);
            case STATEMENTS,
                    CLASS_HEAD,
                    CLASS_BODY,
                    OBJECT,
                    VALUE,
                    PARAMETERS,
                    OBJECT_PATTERN,
                    ARRAY_PATTERN,
                    FOR_HEAD,
                    CATCH_HEAD ->
                    false;
        };
    }

    /** A semicolon ends a statement, and the loops whose body it was. */
    void endStatement() {
        while (top().kind == Kind.FOR_BODY) {
            pop();
        }
        top().endStatement();
    }

    /** A block behind {@code for (...)} ends it, unless the statement goes on. */
    void endLoops(int brace) {
        int next = brace + 1;
        boolean goesOn =
                tokens.is(next, "else")
                        || tokens.is(next, "catch")
                        || tokens.is(next, "finally")
                        || tokens.isWord(tokens.partner(brace) - 1, "do");
        while (!goesOn && top().kind == Kind.FOR_BODY) {
            pop();
        }
    }

    /** Whether a statement, and no value, begins with the token. */
    boolean startsStatement(int token) {
        Frame top = top();
        if (top.kind != Kind.STATEMENTS && top.kind != Kind.FOR_BODY) {
            return false;
        }
        return switch (tokens.kind(token - 1)) {
            case Tokens.NOTHING, ';', '{', '}', ')' -> true;
            case ':' -> top.questions == 0;
            case Tokens.NAME ->
                    tokens.isWord(token - 1, "else")
                            || tokens.isWord(token - 1, "do")
                            || tokens.isWord(token - 1, "try")
                            || tokens.isWord(token - 1, "finally")
                            || tokens.isWord(token - 1, "catch")
                            || tokens.isWord(token - 1, "async")
                            || tokens.isWord(token - 1, "export")
                            || tokens.isWord(token - 1, "default")
                            || tokens.startsStatementByNewline(token);
            default -> tokens.startsStatementByNewline(token);
        };
    }
}
