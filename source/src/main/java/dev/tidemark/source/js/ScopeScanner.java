package dev.tidemark.source.js;

import dev.tidemark.source.js.Frame.Kind;
import dev.tidemark.source.js.ScriptScopes.Function;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the scopes of a script without parsing its expressions: brackets, the words that declare,
 * and where statements end are enough.
 *
 * <p>It never fails. Where brackets do not pair, nothing is known at all; where the code is odd in
 * another way, single names may be missing. Not recursive, because bundles nest deeply.
 */
final class ScopeScanner {
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

    private static final Set<String> MODIFIERS =
            Set.of("static", "async", "get", "set", "accessor");

    private final Tokens tokens;
    private final Scope script = new Scope(Scope.Kind.SCRIPT, null);
    private final Map<Integer, Function> functions = new HashMap<>();
    private final Deque<Frame> frames = new ArrayDeque<>();

    private ScopeScanner(Tokens tokens) {
        this.tokens = tokens;
    }

    static ScriptScopes scan(String text) {
        Tokenizer.Result split = Tokenizer.tokens(text);
        if (!split.balanced()) {
            return new ScriptScopes(new Scope(Scope.Kind.SCRIPT, null), Map.of());
        }
        ScopeScanner scanner = new ScopeScanner(split.tokens());
        scanner.run();
        return new ScriptScopes(scanner.script, scanner.functions);
    }

    private void run() {
        frames.push(new Frame(Kind.STATEMENTS, script, true));
        int token = 0;
        while (token < tokens.count()) {
            endOpenFrames(token);
            token = step(token);
        }
        while (!frames.isEmpty()) {
            pop();
        }
    }

    private Frame top() {
        return Objects.requireNonNull(frames.peek(), "brackets pair");
    }

    private void push(Kind kind, Scope scope, boolean ownsScope) {
        frames.push(new Frame(kind, scope, ownsScope));
    }

    private void pop() {
        Frame frame = frames.pop();
        if (frame.ownsScope) {
            frame.scope.end();
        }
    }

    /** Frames without a bracket of their own end at what cannot be inside of them. */
    private void endOpenFrames(int token) {
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

    /**
     * Takes one token, or several that belong together.
     *
     * @return the next one
     */
    private int step(int token) {
        Frame top = top();
        switch (tokens.kind(token)) {
            case '(' -> {
                return parenthesis(token);
            }
            case '{' -> {
                return brace(token);
            }
            case '[' -> bracket();
            case Tokens.SUBSTITUTION -> push(Kind.VALUE, top.scope, false);
            case ')', ']', '}' -> {
                return close(token);
            }
            case ';' -> semicolon();
            case ',' -> comma(top);
            case '?' -> top.questions++;
            case ':' -> colon(top);
            case '=' -> equals(top);
            case Tokens.SPREAD -> top.expectsMember = spread(top);
            case Tokens.NAME -> {
                return name(token);
            }
            case Tokens.PRIVATE_NAME, Tokens.STRING, Tokens.NUMBER -> {
                return literal(token);
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

    private void semicolon() {
        while (top().kind == Kind.FOR_BODY) {
            pop();
        }
        top().endStatement();
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
            push(Kind.FIELD, new Scope(Scope.Kind.FUNCTION, top.scope), true);
        } else {
            top.expectsBinding = false;
            top.expectsMember = false;
        }
    }

    private void bracket() {
        Frame top = top();
        if (top.expectsBinding) {
            top.expectsBinding = false;
            Frame pattern = new Frame(Kind.ARRAY_PATTERN, top.scope, false);
            pattern.declaring = declaring(top);
            frames.push(pattern);
        } else {
            push(Kind.VALUE, top.scope, false);
        }
    }

    private static Scope declaring(Frame frame) {
        Scope declaring = frame.declaring;
        return declaring == null ? frame.scope : declaring;
    }

    private int parenthesis(int token) {
        Frame top = top();
        int before = token - 1;
        if (tokens.kind(tokens.partner(token) + 1) == Tokens.ARROW) {
            arrow(token);
        } else if (isWord(before, "for")
                || (isWord(before, "await") && isWord(before - 1, "for"))) {
            push(Kind.FOR_HEAD, new Scope(Scope.Kind.BLOCK, top.scope), false);
        } else if (isWord(before, "catch")) {
            push(Kind.CATCH_HEAD, new Scope(Scope.Kind.BLOCK, top.scope), false);
        } else if (top.kind == Kind.CLASS_BODY || (top.kind == Kind.OBJECT && top.expectsMember)) {
            // A method whose name is computed.
            top.expectsMember = false;
            Scope scope = new Scope(Scope.Kind.FUNCTION, top.scope);
            add(token, scope, -1);
            push(Kind.PARAMETERS, scope, false);
        } else {
            if (isWord(before, "with")) {
                top.scope.useAll();
            }
            push(Kind.VALUE, top.scope, false);
        }
        return token + 1;
    }

    private boolean isWord(int token, String word) {
        return tokens.is(token, word) && !tokens.isProperty(token);
    }

    /** An arrow function begins; its parameters are next. */
    private void arrow(int token) {
        Scope scope = new Scope(Scope.Kind.ARROW_FUNCTION, top().scope);
        int first = isWord(token - 1, "async") ? token - 1 : token;
        add(token, scope, nameBefore(first));
        functions.put(tokens.start(first), functions.get(tokens.start(token)));
        push(Kind.PARAMETERS, scope, false);
    }

    private void add(int token, Scope scope, int name) {
        functions.put(
                tokens.start(token),
                new Function(
                        scope,
                        name < 0 ? -1 : tokens.start(name),
                        name < 0 ? "" : tokens.text(name)));
    }

    /** The variable or property that a value goes to, or -1. */
    private int nameBefore(int token) {
        char sign = tokens.kind(token - 1);
        boolean goesTo = sign == '=' || (sign == ':' && top().kind == Kind.OBJECT);
        return goesTo && tokens.kind(token - 2) == Tokens.NAME ? token - 2 : -1;
    }

    private int brace(int token) {
        Frame top = top();
        if (top.kind == Kind.CLASS_HEAD
                && (tokens.endsValue(token - 1) || isWord(token - 1, "class"))) {
            Scope scope = top.scope;
            frames.pop();
            push(Kind.CLASS_BODY, scope, true);
        } else if (top.kind == Kind.CLASS_BODY) {
            // static { ... }
            push(Kind.STATEMENTS, new Scope(Scope.Kind.FUNCTION, top.scope), true);
        } else if (top.expectsBinding) {
            top.expectsBinding = false;
            Frame pattern = new Frame(Kind.OBJECT_PATTERN, top.scope, false);
            pattern.declaring = declaring(top);
            frames.push(pattern);
        } else if (startsStatement(token)) {
            push(Kind.STATEMENTS, new Scope(Scope.Kind.BLOCK, top.scope), true);
        } else {
            push(Kind.OBJECT, top.scope, false);
        }
        return token + 1;
    }

    private boolean startsStatement(int token) {
        Frame top = top();
        if (top.kind != Kind.STATEMENTS && top.kind != Kind.FOR_BODY) {
            return false;
        }
        return switch (tokens.kind(token - 1)) {
            case Tokens.NOTHING, ';', '{', '}', ')' -> true;
            case ':' -> top.questions == 0;
            case Tokens.NAME ->
                    isWord(token - 1, "else")
                            || isWord(token - 1, "do")
                            || isWord(token - 1, "try")
                            || isWord(token - 1, "finally")
                            || isWord(token - 1, "catch")
                            || isWord(token - 1, "async")
                            || isWord(token - 1, "export")
                            || isWord(token - 1, "default")
                            || tokens.startsStatementByNewline(token);
            default -> tokens.startsStatementByNewline(token);
        };
    }

    private int close(int token) {
        Frame closed = top();
        pop();
        return switch (closed.kind) {
            case PARAMETERS -> functionBody(token + 1, closed.scope);
            case FOR_HEAD -> loopBody(token + 1, closed.scope);
            case CATCH_HEAD -> catchBody(token + 1, closed.scope);
            case STATEMENTS -> {
                endLoops(token);
                yield token + 1;
            }
            default -> token + 1;
        };
    }

    private int functionBody(int token, Scope scope) {
        int body = tokens.kind(token) == Tokens.ARROW ? token + 1 : token;
        if (tokens.kind(body) == '{') {
            push(Kind.STATEMENTS, scope, true);
            return body + 1;
        }
        if (body == token) {
            // No body: not a function after all.
            scope.end();
        } else {
            push(Kind.ARROW_BODY, scope, true);
        }
        return body;
    }

    private int loopBody(int token, Scope scope) {
        // The frame owns the scope of the head; a block gets one of its own inside.
        push(Kind.FOR_BODY, scope, true);
        top().first = token;
        return token;
    }

    private int catchBody(int token, Scope scope) {
        if (tokens.kind(token) != '{') {
            scope.end();
            return token;
        }
        push(Kind.STATEMENTS, scope, true);
        return token + 1;
    }

    /** A block behind {@code for (...)} ends it, unless the statement goes on. */
    private void endLoops(int brace) {
        int next = brace + 1;
        boolean goesOn =
                tokens.is(next, "else")
                        || tokens.is(next, "catch")
                        || tokens.is(next, "finally")
                        || isWord(tokens.partner(brace) - 1, "do");
        while (!goesOn && top().kind == Kind.FOR_BODY) {
            pop();
        }
    }

    /** A string, a number or a private name: the name of a member, or a value. */
    private int literal(int token) {
        Frame top = top();
        boolean isPrivate = tokens.kind(token) == Tokens.PRIVATE_NAME;
        if (top.kind == Kind.CLASS_BODY) {
            if (isPrivate) {
                top.scope.declare(tokens.text(token), tokens.start(token));
            }
            return member(token);
        }
        if (top.kind == Kind.OBJECT && top.expectsMember) {
            return member(token);
        }
        if (isPrivate) {
            top.scope.use(tokens.text(token));
        }
        return token + 1;
    }

    /** The name of a member of a class or an object: if a bracket follows, of a method. */
    private int member(int token) {
        if (tokens.kind(token + 1) != '(') {
            return token + 1;
        }
        Frame top = top();
        top.expectsMember = false;
        Scope scope = new Scope(Scope.Kind.FUNCTION, top.scope);
        boolean constructor = top.kind == Kind.CLASS_BODY && tokens.is(token, "constructor");
        Function type = constructor ? classes.get(top.scope) : null;
        if (type == null) {
            add(token + 1, scope, tokens.kind(token) == Tokens.NAME ? token : -1);
        } else {
            functions.put(
                    tokens.start(token + 1), new Function(scope, type.nameOffset(), type.name()));
        }
        push(Kind.PARAMETERS, scope, false);
        return token + 2;
    }

    private final Map<Scope, Function> classes = new HashMap<>();

    private int name(int token) {
        Frame top = top();
        if (tokens.isProperty(token)) {
            return token + 1;
        }
        if (top.kind == Kind.CLASS_BODY) {
            return memberName(token);
        }
        if (top.expectsMember && (top.kind == Kind.OBJECT || top.kind == Kind.OBJECT_PATTERN)) {
            return top.kind == Kind.OBJECT ? objectMember(token) : patternMember(token);
        }
        String word = tokens.text(token);
        if (top.expectsBinding) {
            top.expectsBinding = false;
            declaring(top).declare(word, tokens.start(token));
            return token + 1;
        }
        return word(token, word);
    }

    private int memberName(int token) {
        boolean modifier = MODIFIERS.contains(tokens.text(token)) && isFollowedByName(token);
        return modifier ? token + 1 : member(token);
    }

    private boolean isFollowedByName(int token) {
        return switch (tokens.kind(token + 1)) {
            case Tokens.NAME, Tokens.STRING, Tokens.NUMBER, Tokens.PRIVATE_NAME, '[', '*', '{' ->
                    true;
            default -> false;
        };
    }

    private int objectMember(int token) {
        if (MODIFIERS.contains(tokens.text(token)) && isFollowedByName(token)) {
            return token + 1;
        }
        switch (tokens.kind(token + 1)) {
            case '(' -> {
                return member(token);
            }
            case ':' -> {
                // The colon ends the name.
            }
            default -> use(token, tokens.text(token));
        }
        return token + 1;
    }

    private int patternMember(int token) {
        if (tokens.kind(token + 1) != ':') {
            Frame top = top();
            top.expectsMember = false;
            declaring(top).declare(tokens.text(token), tokens.start(token));
        }
        return token + 1;
    }

    private int word(int token, String word) {
        Frame top = top();
        if (tokens.kind(token + 1) == Tokens.ARROW) {
            return arrowOfOne(token, word);
        }
        switch (word) {
            case "function" -> {
                return function(token);
            }
            case "class" -> {
                return type(token);
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
                    use(token, word);
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
                if (!isWord(token + 1, "function") && !isArrowAfter(token)) {
                    use(token, word);
                }
            }
            default -> use(token, word);
        }
        return token + 1;
    }

    private boolean isArrowAfter(int async) {
        int next = async + 1;
        return tokens.kind(next) == '('
                ? tokens.kind(tokens.partner(next) + 1) == Tokens.ARROW
                : tokens.kind(next + 1) == Tokens.ARROW;
    }

    private boolean isFollowedByBinding(int token) {
        return switch (tokens.kind(token + 1)) {
            case Tokens.NAME -> !isWord(token + 1, "in") && !isWord(token + 1, "instanceof");
            case '[', '{' -> true;
            default -> false;
        };
    }

    private static void declare(Frame frame, Scope scope) {
        frame.declaring = scope;
        frame.expectsBinding = true;
    }

    private void use(int token, String word) {
        if (WORDS.contains(word) || isLabel(token)) {
            return;
        }
        Scope scope = top().scope;
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
        boolean jump = isWord(token - 1, "break") || isWord(token - 1, "continue");
        boolean target =
                tokens.kind(token + 1) == ':' && top().questions == 0 && startsStatement(token);
        return target || (jump && !tokens.isAfterNewline(token));
    }

    private int arrowOfOne(int token, String parameter) {
        boolean async = isWord(token - 1, "async");
        Scope scope = new Scope(Scope.Kind.ARROW_FUNCTION, top().scope);
        scope.declare(parameter, tokens.start(token));
        int first = async ? token - 1 : token;
        add(token, scope, nameBefore(first));
        functions.put(tokens.start(first), functions.get(tokens.start(token)));
        return functionBody(token + 1, scope);
    }

    private int function(int token) {
        Frame top = top();
        int name = tokens.kind(token + 1) == '*' ? token + 2 : token + 1;
        boolean named = tokens.kind(name) == Tokens.NAME;
        int parameters = named ? name + 1 : name;
        if (tokens.kind(parameters) != '(') {
            return token + 1;
        }
        int first = isWord(token - 1, "async") ? token - 1 : token;
        Scope scope = new Scope(Scope.Kind.FUNCTION, top.scope);
        if (named) {
            Scope owner = startsStatement(first) ? top.scope : scope;
            owner.declare(tokens.text(name), tokens.start(name));
        }
        add(parameters, scope, named ? name : nameBefore(first));
        push(Kind.PARAMETERS, scope, false);
        return parameters + 1;
    }

    private int type(int token) {
        Frame top = top();
        int name = token + 1;
        boolean named = tokens.kind(name) == Tokens.NAME && !isWord(name, "extends");
        Scope scope = new Scope(Scope.Kind.CLASS, top.scope);
        if (named) {
            if (startsStatement(token)) {
                top.scope.declare(tokens.text(name), tokens.start(name));
            }
            scope.declare(tokens.text(name), tokens.start(name));
        }
        add(token, scope, named ? name : nameBefore(token));
        classes.put(scope, Objects.requireNonNull(functions.get(tokens.start(token))));
        push(Kind.CLASS_HEAD, scope, false);
        return named ? name + 1 : token + 1;
    }
}
