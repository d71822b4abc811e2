package dev.tidemark.source.js;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a script and the variables around them.
 *
 * <p>Functions go by where V8 says that they begin: at their parameters' opening bracket, at the
 * only parameter of an arrow function without one, at the word {@code class} where a class has no
 * constructor of its own. What was not understood has no functions and no variables.
 *
 * <p>Threads: safe for any number.
 */
public final class ScriptScopes {
    private final Scope script;
    private final Map<Integer, Function> functions;

    ScriptScopes(Scope script, Map<Integer, Function> functions) {
        this.script = script;
        this.functions = new HashMap<>(functions);
    }

    /**
     * A function or class.
     *
     * @param scope its own
     * @param nameOffset where its name is written, or the variable or property that it goes to; -1
     *     if there is none
     * @param name that name, or an empty text
     */
    record Function(Scope scope, int nameOffset, String name) {}

    /**
     * A name and where it is written.
     *
     * @param offset in UTF-16 units from the start of the script
     */
    public record Name(String text, int offset) {}

    /**
     * Where a variable is declared.
     *
     * @param inFunction whether a function, and not the script itself, makes it anew at each call
     */
    public record Declaration(Name name, boolean inFunction) {}

    /**
     * A scope whose variables outlive its code because functions inside of it use them.
     *
     * @param ofFunction whether it is a whole function's, and not a block's or a class's
     * @param variables in the order of their slots; none for a class, whose slots V8 fills in ways
     *     of its own
     */
    public record Context(boolean ofFunction, List<Name> variables) {
        public Context {
            variables = List.copyOf(variables);
        }
    }

    /** Scans a script. Cost: about 50 ns and 40 bytes for each of its characters, once. */
    public static ScriptScopes of(String text) {
        return ScopeScanner.scan(text);
    }

    /**
     * How many brackets are open at a place of a text that may also be TypeScript; -1 if they do
     * not pair there.
     */
    public static int depth(String text, int offset) {
        Tokens tokens = Tokenizer.tokens(text.substring(0, offset)).tokens();
        int depth = 0;
        for (int token = 0; token < tokens.count(); token++) {
            switch (tokens.kind(token)) {
                case '(', '[', '{', Tokens.SUBSTITUTION -> depth++;
                case ')', ']', '}' -> depth--;
                default -> {
                    // Opens and closes nothing.
                }
            }
        }
        return depth;
    }

    /** The name of the function that begins there, if it has one. */
    public Optional<Name> functionName(int offset) {
        Function function = functions.get(offset);
        return function == null || function.nameOffset() < 0
                ? Optional.empty()
                : Optional.of(new Name(function.name(), function.nameOffset()));
    }

    /**
     * Where a variable is declared that a function can see: by the innermost scope around it that
     * declares all names of one context.
     *
     * @param offset where the function begins
     * @param together the names in the context that the variable is in
     */
    public Optional<Declaration> declaration(int offset, Collection<String> together, String name) {
        for (Scope at = around(offset); at != null; at = at.parent()) {
            if (together.stream().allMatch(at::declares) && at.declaration(name) >= 0) {
                return Optional.of(
                        new Declaration(
                                new Name(name, at.declaration(name)), at.function() != script));
            }
        }
        return Optional.empty();
    }

    /**
     * The contexts that the function that begins there was made in, the innermost first. Empty when
     * they cannot be told: the function is not known, or code that is only known when it runs may
     * use any variable.
     */
    public List<Context> contexts(int offset) {
        List<Context> contexts = new ArrayList<>();
        for (Scope at = around(offset); at != null; at = at.parent()) {
            if (at.isDynamic()) {
                return List.of();
            }
            if (at.hasContext()) {
                contexts.add(context(at));
            }
        }
        return contexts;
    }

    private static Context context(Scope scope) {
        if (scope.kind() == Scope.Kind.CLASS) {
            return new Context(false, List.of());
        }
        return new Context(
                scope.isFunction(),
                scope.captured().stream()
                        .map(name -> new Name(name, scope.declaration(name)))
                        .toList());
    }

    /** The code of a module itself begins at its start, and runs in the scope that it makes. */
    private @Nullable Scope around(int offset) {
        Function function = functions.get(offset);
        if (function != null) {
            return function.scope().parent();
        }
        return offset == 0 ? script : null;
    }
}
