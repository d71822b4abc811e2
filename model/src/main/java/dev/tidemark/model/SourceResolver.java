package dev.tidemark.model;

import dev.tidemark.model.Finding.AllocationSite;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote, as against what runs: compilers and bundlers turn many files into one and
 * names into single letters.
 *
 * <p>Answers are empty where nothing is known; then the runtime's own names stand. Threads: one at
 * a time.
 */
public interface SourceResolver {
    /** Knows nothing. */
    SourceResolver NONE = new NoSources();

    /**
     * A place in a script.
     *
     * @param script as the runtime names it: a path or URL
     * @param line from 0
     * @param column from 0, in UTF-16 units
     */
    record Place(String script, int line, int column) {}

    /**
     * Something as it was written.
     *
     * @param name null when it is not known to differ from the runtime's
     */
    record Written(SourceLocation location, @Nullable String name) {}

    /**
     * A variable as it was written.
     *
     * @param ofModule whether it belongs to a file, and not to one call of a function
     */
    record Variable(Written written, boolean ofModule) {}

    /**
     * A field of a class of a JVM.
     *
     * @param loadedFrom the URL of the jar or folder that the class came from
     * @param fields the names of all fields that the class declares: another build has others
     */
    record ClassField(String className, String loadedFrom, Set<String> fields, String name) {
        public ClassField {
            fields = Set.copyOf(fields);
        }
    }

    /**
     * What the code of a class does with one of its fields.
     *
     * @param initialised where it gets its value, in a constructor or static block, else in any
     *     method; line 0 where the class has no lines
     * @param adders the methods of the class that add to the collection in it, in the order of the
     *     class
     */
    record FieldUse(SourceLocation initialised, List<AllocationSite> adders) {
        public FieldUse {
            adders = List.copyOf(adders);
        }
    }

    /** The files that a script was made from; none if they are not known or it was written so. */
    List<String> files(String script);

    /** The function or class that begins at a place; empty unless the script was made. */
    Optional<Written> function(Place start);

    /**
     * Where a variable is declared that a function can see.
     *
     * @param function where that function begins
     * @param together the names of all variables that live in the same scope
     */
    Optional<Variable> variable(Place function, Collection<String> together, String name);

    /**
     * The variables of a block that functions use, in the order in which the runtime keeps them.
     *
     * @param function where a function begins that was made in the block or further inside
     * @param depth how many scopes with kept variables lie between them
     */
    List<Written> block(Place function, int depth);

    /** The version of the package that a file belongs to. */
    Optional<String> packageVersion(String file);

    /** What the code of a class does with a field; empty where its class file is not known. */
    Optional<FieldUse> field(ClassField field);
}
