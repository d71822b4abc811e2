package dev.tidemark.profile;

import dev.tidemark.model.SourceLocation;

/**
 * One call on a stack. Two frames are the same when all their parts are.
 *
 * @param kind a call, or the type of what was allocated, which some profilers add as a leaf
 * @param name the function; for Java its class and method, such as {@code Cache.put}
 * @param location where the function is. For Java the file is the class and the line that of the
 *     call; V8's profiles name the line where the function begins.
 */
public record Frame(Kind kind, String name, SourceLocation location) {

    /** What stands on a stack. */
    public enum Kind {
        FUNCTION,
        TYPE
    }

    private static final SourceLocation NOWHERE = new SourceLocation("", 0, 0);

    /** A function whose place is known. */
    public static Frame function(String name, SourceLocation location) {
        return new Frame(Kind.FUNCTION, name, location);
    }

    /** A function, or a part of the runtime, without a place. */
    public static Frame function(String name) {
        return new Frame(Kind.FUNCTION, name, NOWHERE);
    }

    /** The type of what was allocated. */
    public static Frame type(String name) {
        return new Frame(Kind.TYPE, name, NOWHERE);
    }

    public boolean isType() {
        return kind == Kind.TYPE;
    }

    /** {@code onOrder (orders.js:12)}. */
    @Override
    public String toString() {
        return location.file().isEmpty() ? name : name + " (" + location + ")";
    }
}
