package dev.tidemark.heap.graph;

/** How one object refers to another. */
public enum ReferenceKind {
    /** A variable in the context of a function. */
    CONTEXT,
    /** A local variable on the stack of a thread. */
    LOCAL,
    /** A static field of a class. */
    STATIC,
    /** A slot of an array. */
    ELEMENT,
    /** A property or field. */
    PROPERTY,
    /** A link that the runtime needs and that has a name, such as {@code table} or {@code map}. */
    INTERNAL,
    /** A link that the runtime needs and that only has a number. */
    HIDDEN,
    /** Repeats another path; marks the global objects when it leaves the root. */
    SHORTCUT,
    /** Does not keep its target alive. */
    WEAK,
    /** A kind that this version does not know; taken as strong. */
    OTHER
}
