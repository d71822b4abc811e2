package dev.tidemark.source.js;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a script with variables of its own. Mutable while the script is scanned. */
final class Scope {
    /** What the variables of a scope belong to. */
    enum Kind {
        /** The whole script. */
        SCRIPT,
        FUNCTION,
        ARROW_FUNCTION,
        BLOCK,
        CLASS
    }

    /** The object that {@code super.x} starts at, which a class keeps for its methods. */
    static final String SUPER = "super";

    private static final Set<String> OF_FUNCTIONS = Set.of("this", "arguments", "new.target");

    /** Node puts the text of a module into a function with these parameters. */
    private static final Set<String> OF_MODULES =
            Set.of("exports", "require", "module", "__filename", "__dirname");

    private final Kind kind;
    private final @Nullable Scope parent;

    /** In the order of declaration, with the place of the first one. */
    private final Map<String, Integer> declared = new LinkedHashMap<>();

    private final Map<String, Boolean> captured = new HashMap<>();

    /** Names that were used and are not resolved yet, and whether from a function inside. */
    private @Nullable Map<String, Boolean> uses = new HashMap<>();

    private boolean dynamic;

    Scope(Kind kind, @Nullable Scope parent) {
        this.kind = kind;
        this.parent = parent;
    }

    Kind kind() {
        return kind;
    }

    @Nullable Scope parent() {
        return parent;
    }

    boolean isFunction() {
        return switch (kind) {
            case SCRIPT, FUNCTION, ARROW_FUNCTION -> true;
            case BLOCK, CLASS -> false;
        };
    }

    /** The function, or the script, that a {@code var} here belongs to. */
    Scope function() {
        Scope at = this;
        while (!at.isFunction()) {
            at = Objects.requireNonNull(at.parent, "the outermost scope is a script");
        }
        return at;
    }

    void declare(String name, int offset) {
        declared.putIfAbsent(name, offset);
    }

    /** Where the name is declared here, or -1. */
    int declaration(String name) {
        return declared.getOrDefault(name, -1);
    }

    boolean declares(String name) {
        return declared.containsKey(name) || isImplicit(name);
    }

    /** What exists without a declaration. */
    private boolean isImplicit(String name) {
        return switch (kind) {
            case SCRIPT -> OF_FUNCTIONS.contains(name) || OF_MODULES.contains(name);
            case FUNCTION -> OF_FUNCTIONS.contains(name);
            case CLASS -> name.equals(SUPER);
            case ARROW_FUNCTION, BLOCK -> false;
        };
    }

    void use(String name) {
        Objects.requireNonNull(uses, "the scope has ended").merge(name, false, Boolean::logicalOr);
    }

    /** Code that is only known when it runs may use every variable. */
    void useAll() {
        for (Scope at = this; at != null; at = at.parent) {
            at.dynamic = true;
        }
    }

    boolean isDynamic() {
        return dynamic;
    }

    /** Resolves what was used here: ours, or somebody's further out. */
    void end() {
        Map<String, Boolean> all = Objects.requireNonNull(uses, "a scope ends once");
        uses = null;
        all.forEach((name, fromInside) -> {
            if (declares(name)) {
                if (fromInside) {
                    captured.put(name, true);
                }
            } else if (parent != null && parent.uses != null) {
                parent.uses.merge(name, fromInside || isFunction(), Boolean::logicalOr);
            }
        });
    }

    /** The variables that functions inside of this scope use, in the order of declaration. */
    List<String> captured() {
        List<String> names = new ArrayList<>();
        for (String name : declared.keySet()) {
            if (captured.containsKey(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Whether V8 keeps a context for it when it runs. */
    boolean hasContext() {
        return !captured.isEmpty();
    }
}
