package dev.tidemark.source.js;

import dev.tidemark.source.js.Frame.Kind;
import java.util.Map;

/**
 * Finds the scopes of a script without parsing its expressions: brackets, the words that declare,
 * and where statements end are enough.
 *
 * <p>It never fails. Where brackets do not pair, nothing is known at all; where the code is odd in
 * another way, single names may be missing. Not recursive, because bundles nest deeply.
 */
final class ScopeScanner {
    private final Tokens tokens;
    private final Scope script = new Scope(Scope.Kind.SCRIPT, null);
    private final Frames frames;
    private final FunctionHeads functions;
    private final NameUses uses;
    private final MemberNames members;

    private ScopeScanner(Tokens tokens) {
        this.tokens = tokens;
        frames = new Frames(tokens, script);
        functions = new FunctionHeads(tokens, frames);
        uses = new NameUses(tokens, frames);
        members = new MemberNames(tokens, frames, functions, uses);
    }

    static ScriptScopes scan(String text) {
        Tokenizer.Result split = Tokenizer.tokens(text);
        if (!split.balanced()) {
            return new ScriptScopes(new Scope(Scope.Kind.SCRIPT, null), Map.of());
        }
        ScopeScanner scanner = new ScopeScanner(split.tokens());
        scanner.run();
        return new ScriptScopes(scanner.script, scanner.functions.found());
    }

    private void run() {
        int token = 0;
        while (token < tokens.count()) {
            frames.endBefore(token);
            token = step(token);
        }
        frames.endAll();
    }

    /**
     * Takes one token, or several that belong together.
     *
     * @return the next one
     */
    private int step(int token) {
        Frame top = frames.top();
        switch (tokens.kind(token)) {
            case '(' -> {
                return parenthesis(token);
            }
            case '{' -> {
                return brace(token);
            }
            case '[' -> bracket();
            case Tokens.SUBSTITUTION -> frames.push(Kind.VALUE, top.scope, false);
            case ')', ']', '}' -> {
                return close(token);
            }
            case ';' -> frames.endStatement();
            case ',' -> comma(top);
            case '?' -> top.questions++;
            case ':' -> colon(top);
            case '=' -> equals(top);
            case Tokens.SPREAD -> top.expectsMember = spread(top);
            case Tokens.NAME -> {
                return name(token);
            }
            case Tokens.PRIVATE_NAME, Tokens.STRING, Tokens.NUMBER -> {
                return members.literal(token);
            }
            default -> {
                // Operators and the like say nothing about scopes.
            }
        }
        return token + 1;
    }

    /** What is spread has no name of a member; what the rest of a pattern goes to is declared. */
    private static boolean spread(Frame top) {
        top.expectsBinding |= top.kind == Kind.OBJECT_PATTERN;
        return false;
    }

    private static void comma(Frame top) {
        switch (top.kind) {
            case PARAMETERS, ARRAY_PATTERN -> top.expectsBinding = true;
            case OBJECT, OBJECT_PATTERN -> top.expectsMember = true;
            default -> top.expectsBinding = top.declaring != null;
        }
    }

    private static void colon(Frame top) {
        if (top.questions > 0) {
            top.questions--;
        } else if (top.kind == Kind.OBJECT_PATTERN && top.expectsMember) {
            top.expectsMember = false;
            top.expectsBinding = true;
        } else if (top.kind == Kind.OBJECT) {
            top.expectsMember = false;
        }
    }

    private void equals(Frame top) {
        if (top.kind == Kind.CLASS_BODY) {
            frames.push(Kind.FIELD, new Scope(Scope.Kind.FUNCTION, top.scope), true);
        } else {
            top.expectsBinding = false;
            top.expectsMember = false;
        }
    }

    private void bracket() {
        Frame top = frames.top();
        if (top.expectsBinding) {
            frames.pushPattern(Kind.ARRAY_PATTERN);
        } else {
            frames.push(Kind.VALUE, top.scope, false);
        }
    }

    private int parenthesis(int token) {
        Frame top = frames.top();
        int before = token - 1;
        if (tokens.kind(tokens.partner(token) + 1) == Tokens.ARROW) {
            functions.arrow(token);
        } else if (tokens.isWord(before, "for")
                || (tokens.isWord(before, "await") && tokens.isWord(before - 1, "for"))) {
            frames.push(Kind.FOR_HEAD, new Scope(Scope.Kind.BLOCK, top.scope), false);
        } else if (tokens.isWord(before, "catch")) {
            frames.push(Kind.CATCH_HEAD, new Scope(Scope.Kind.BLOCK, top.scope), false);
        } else if (top.kind == Kind.CLASS_BODY || (top.kind == Kind.OBJECT && top.expectsMember)) {
            // A method whose name is computed.
            functions.method(token, -1);
        } else {
            if (tokens.isWord(before, "with")) {
                top.scope.useAll();
            }
            frames.push(Kind.VALUE, top.scope, false);
        }
        return token + 1;
    }

    private int brace(int token) {
        Frame top = frames.top();
        if (top.kind == Kind.CLASS_HEAD
                && (tokens.endsValue(token - 1) || tokens.isWord(token - 1, "class"))) {
            frames.pop();
            frames.push(Kind.CLASS_BODY, top.scope, true);
        } else if (top.kind == Kind.CLASS_BODY) {
            // static { ... }
            frames.push(Kind.STATEMENTS, new Scope(Scope.Kind.FUNCTION, top.scope), true);
        } else if (top.expectsBinding) {
            frames.pushPattern(Kind.OBJECT_PATTERN);
        } else if (frames.startsStatement(token)) {
            frames.push(Kind.STATEMENTS, new Scope(Scope.Kind.BLOCK, top.scope), true);
        } else {
            frames.push(Kind.OBJECT, top.scope, false);
        }
        return token + 1;
    }

    private int close(int token) {
        Frame closed = frames.pop();
        return switch (closed.kind) {
            case PARAMETERS -> functions.body(token + 1, closed.scope);
            case FOR_HEAD -> loopBody(token + 1, closed.scope);
            case CATCH_HEAD -> catchBody(token + 1, closed.scope);
            case STATEMENTS -> {
                frames.endLoops(token);
                yield token + 1;
            }
            default -> token + 1;
        };
    }

    private int loopBody(int token, Scope scope) {
        // The frame owns the scope of the head; a block gets one of its own inside.
        frames.push(Kind.FOR_BODY, scope, true);
        frames.top().first = token;
        return token;
    }

    private int catchBody(int token, Scope scope) {
        if (tokens.kind(token) != '{') {
            scope.end();
            return token;
        }
        frames.push(Kind.STATEMENTS, scope, true);
        return token + 1;
    }

    private int name(int token) {
        Frame top = frames.top();
        if (tokens.isProperty(token)) {
            return token + 1;
        }
        if (top.kind == Kind.CLASS_BODY) {
            return members.inClass(token);
        }
        if (top.expectsMember && (top.kind == Kind.OBJECT || top.kind == Kind.OBJECT_PATTERN)) {
            return top.kind == Kind.OBJECT ? members.inObject(token) : members.inPattern(token);
        }
        if (top.expectsBinding) {
            top.expectsBinding = false;
            top.declares().declare(tokens.text(token), tokens.start(token));
            return token + 1;
        }
        return word(token);
    }

    private int word(int token) {
        Frame top = frames.top();
        if (tokens.kind(token + 1) == Tokens.ARROW) {
            return functions.arrowOfOne(token);
        }
        switch (tokens.text(token)) {
            case "function" -> {
                return functions.function(token);
            }
            case "class" -> {
                return functions.type(token);
            }
            case "var" -> declare(top, top.scope.function());
            case "const" -> declare(top, top.scope);
            case "let" -> {
                if (isFollowedByBinding(token)) {
                    declare(top, top.scope);
                }
            }
            case "of" -> {
                if (top.kind == Kind.FOR_HEAD) {
                    top.endStatement();
                } else {
                    uses.use(token);
                }
            }
            case "in" -> {
                if (top.kind == Kind.FOR_HEAD) {
                    top.endStatement();
                }
            }
            case "import" -> {
                return new ImportScanner(tokens, script).scan(token);
            }
            case "async" -> {
                if (!tokens.isWord(token + 1, "function") && !functions.isArrowAfter(token)) {
                    uses.use(token);
                }
            }
            default -> uses.use(token);
        }
        return token + 1;
    }

    private boolean isFollowedByBinding(int token) {
        return switch (tokens.kind(token + 1)) {
            case Tokens.NAME ->
                    !tokens.isWord(token + 1, "in") && !tokens.isWord(token + 1, "instanceof");
            case '[', '{' -> true;
            default -> false;
        };
    }

    private static void declare(Frame frame, Scope scope) {
        frame.declaring = scope;
        frame.expectsBinding = true;
    }
}
