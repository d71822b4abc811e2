package dev.tidemark.source.js;

import dev.tidemark.source.js.Frame.Kind;
import dev.tidemark.source.js.ScriptScopes.Function;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Where functions and classes begin, what they are called, and the scopes that they open. */
final class FunctionHeads {
    private final Tokens tokens;
    private final Frames frames;
    private final Map<Integer, Function> functions = new HashMap<>();
    private final Map<Scope, Function> classes = new HashMap<>();

    FunctionHeads(Tokens tokens, Frames frames) {
        this.tokens = tokens;
        this.frames = frames;
    }

    /** All that were found, by the offset at which V8 says that they begin. */
    Map<Integer, Function> found() {
        return functions;
    }

    /** An arrow function begins; its parameters are next. */
    void arrow(int token) {
        frames.push(Kind.PARAMETERS, arrowScope(token), false);
    }

    /** An arrow function whose only parameter stands without brackets. */
    int arrowOfOne(int token) {
        Scope scope = arrowScope(token);
        scope.declare(tokens.text(token), tokens.start(token));
        return body(token + 1, scope);
    }

    /** It is found by where its parameters begin and, where there is one, by its {@code async}. */
    private Scope arrowScope(int token) {
        Scope scope = new Scope(Scope.Kind.ARROW_FUNCTION, frames.top().scope);
        int first = tokens.isWord(token - 1, "async") ? token - 1 : token;
        add(token, scope, nameBefore(first));
        functions.put(tokens.start(first), functions.get(tokens.start(token)));
        return scope;
    }

    /** Whether an arrow function follows the word {@code async}. */
    boolean isArrowAfter(int async) {
        int next = async + 1;
        return tokens.kind(next) == '('
                ? tokens.kind(tokens.partner(next) + 1) == Tokens.ARROW
                : tokens.kind(next + 1) == Tokens.ARROW;
    }

    /** The word {@code function}: behind it a name, or none, and parameters. */
    int function(int token) {
        Frame top = frames.top();
        int name = tokens.kind(token + 1) == '*' ? token + 2 : token + 1;
        boolean named = tokens.kind(name) == Tokens.NAME;
        int parameters = named ? name + 1 : name;
        if (tokens.kind(parameters) != '(') {
            return token + 1;
        }
        int first = tokens.isWord(token - 1, "async") ? token - 1 : token;
        Scope scope = new Scope(Scope.Kind.FUNCTION, top.scope);
        if (named) {
            Scope owner = frames.startsStatement(first) ? top.scope : scope;
            owner.declare(tokens.text(name), tokens.start(name));
        }
        add(parameters, scope, named ? name : nameBefore(first));
        frames.push(Kind.PARAMETERS, scope, false);
        return parameters + 1;
    }

    /** The word {@code class}: behind it a name, or none, and perhaps what it extends. */
    int type(int token) {
        Frame top = frames.top();
        int name = token + 1;
        boolean named = tokens.kind(name) == Tokens.NAME && !tokens.isWord(name, "extends");
        Scope scope = new Scope(Scope.Kind.CLASS, top.scope);
        if (named) {
            if (frames.startsStatement(token)) {
                top.scope.declare(tokens.text(name), tokens.start(name));
            }
            scope.declare(tokens.text(name), tokens.start(name));
        }
        add(token, scope, named ? name : nameBefore(token));
        classes.put(scope, Objects.requireNonNull(functions.get(tokens.start(token))));
        frames.push(Kind.CLASS_HEAD, scope, false);
        return named ? name + 1 : token + 1;
    }

    /**
     * A method begins at its opening bracket.
     *
     * @param name the token of its name, or -1
     */
    void method(int bracket, int name) {
        Frame top = frames.top();
        top.expectsMember = false;
        Scope scope = new Scope(Scope.Kind.FUNCTION, top.scope);
        boolean constructor = top.kind == Kind.CLASS_BODY && tokens.is(name, "constructor");
        Function type = constructor ? classes.get(top.scope) : null;
        if (type == null) {
            add(bracket, scope, tokens.kind(name) == Tokens.NAME ? name : -1);
        } else {
            functions.put(
                    tokens.start(bracket), new Function(scope, type.nameOffset(), type.name()));
        }
        frames.push(Kind.PARAMETERS, scope, false);
    }

    /** Behind the parameters: a body in braces, a value, or neither. */
    int body(int token, Scope scope) {
        int body = tokens.kind(token) == Tokens.ARROW ? token + 1 : token;
        if (tokens.kind(body) == '{') {
            frames.push(Kind.STATEMENTS, scope, true);
            return body + 1;
        }
        if (body == token) {
            // No body: not a function after all.
            scope.end();
        } else {
            frames.push(Kind.ARROW_BODY, scope, true);
        }
        return body;
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
        boolean goesTo = sign == '=' || (sign == ':' && frames.top().kind == Kind.OBJECT);
        return goesTo && tokens.kind(token - 2) == Tokens.NAME ? token - 2 : -1;
    }
}
