package dev.tidemark.heap.analyse.path;

import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the objects of one heap mean, by the rules of the runtime that made it. The engine knows
 * graphs only; everything that is V8 or JVM is behind this interface.
 *
 * <p>Threads: may cache, so one thread at a time.
 */
public interface RuntimeRules {
    /** Where paths start, in an order that does not depend on object indexes. */
    List<Owner> owners();

    /** No cost is higher. */
    int maxCost();

    /**
     * How unlikely a person would draw this reference, from 0; called once for each reference that
     * retains, so it must not read names.
     */
    int cost(int from, long reference);

    /**
     * What an object owns directly although its references lead there one by one: the members of a
     * ring or chain that the runtime keeps. Whoever else knows one member does not own the others.
     */
    int[] members(int object);

    /** Whether the object is the inside of the collection that holds it, and takes no step. */
    boolean isInternal(int object);

    /**
     * Whether an internal object belongs to the one that owns it, so that it takes no step there:
     * one that a variable of the program refers to directly has that variable's name.
     */
    default boolean isInsideOf(int owner, int object) {
        return true;
    }

    /**
     * Bytes in use within an object whose contents are bytes and not objects: text that is added
     * to, an array of numbers. 0 for all others, and for runtimes whose snapshots do not tell.
     */
    long contents(int object);

    /**
     * References that an object adds to the collection that it is an inside of, or that it has as
     * an array: one a link, the elements of a table. Only for runtimes whose objects cannot be
     * followed by identity; 0 for all others. Cost: O(1).
     */
    default long slots(int object) {
        return 0;
    }

    /** Whether the object is an array of numbers; false for runtimes that do not tell. */
    default boolean isNumbers(int object) {
        return false;
    }

    /**
     * Numbers beside an array of numbers, in the object that has it, which may say how much of the
     * array is in use: none is larger than its length. By their names, in bytes of the array; empty
     * for all other objects.
     */
    default Map<String, Long> bytesInUse(int array, int holder) {
        return Map.of();
    }

    /**
     * External memory that the object owns and that no object of the snapshot stands for, in bytes.
     */
    long externalBytes(int object);

    /** Whether the object is work of the runtime itself (code, layouts) and never a leak. */
    boolean isBookkeeping(int object);

    /** Whether the object only stands for roots of a kind. */
    boolean isRootGroup(int object);

    /**
     * The first steps of a path that leaves an owner by a reference: where the owner stands for
     * several things that people tell apart, such as the files in a bundle, they differ by
     * reference.
     */
    default List<String> labels(Owner owner, long reference) {
        return owner.labels();
    }

    /** Where the variable that a reference of a scope stands for is declared, if that is known. */
    default Optional<SourceLocation> declaration(int from, long reference) {
        return Optional.empty();
    }

    /** Whose code the variable is written in that a reference of a scope stands for. */
    default Optional<CodeOrigin> originOfVariable(int from, long reference) {
        return declaration(from, reference).map(this::originOf);
    }

    /** Functions that add to the collection that a reference leads to, as far as code tells. */
    default List<AllocationSite> adders(int from, long reference) {
        return List.of();
    }

    /** Whose code a function, or the class of an object, is, if that is known. */
    default Optional<CodeOrigin> origin(int object) {
        return Optional.empty();
    }

    /** A variable of the program's own code, if the reference is one: {@code lookup, app.js:12}. */
    default Optional<String> ownVariable(int from, long reference) {
        return declaration(from, reference)
                .filter(at -> originOf(at) instanceof CodeOrigin.Own)
                .map(at -> stepName(from, reference) + ", " + show(at));
    }

    /** Whose code is at a place. */
    default CodeOrigin originOf(SourceLocation location) {
        return new CodeOrigin.Own();
    }

    /** A place as a person reads it: without what all files of the program have in common. */
    default String show(SourceLocation location) {
        return location.toString();
    }

    /** What the holder calls the target; {@link PathTrie#ANY} for a slot among many. */
    String stepName(int from, long reference);

    /** The type as it should stand in paths: equal for equal things in all snapshots. */
    String typeName(int object);

    /**
     * Evidence that a collection has a bound, in words: code beside it that removes what is too
     * much, or a field that says how much it may hold.
     *
     * @param upwards the collection, and some of what it hangs on
     * @param samples some of its entries
     * @param entries how many it has
     */
    Optional<String> limit(List<Integer> upwards, List<Integer> samples, long entries);

    /**
     * What objects of a type have in a field {@code size}, which is how much they hold now or how
     * much they may hold; a few values of some of the objects. Empty for runtimes that do not tell.
     * Cost: a pass over the objects.
     */
    default Set<Long> sizes(String typeName) {
        return Set.of();
    }

    /** Where a function, or the class of an object, is written, as far as it is known. */
    SourceLocation location(int object);

    /** The name of a function as it was written; the runtime's name where that is not known. */
    default String functionName(int function, String runtimeName) {
        return runtimeName;
    }

    /** The steps as a person reads them: what the runtime's plumbing says becomes what it means. */
    HeapPath readable(List<HeapPath.Step> steps);
}
