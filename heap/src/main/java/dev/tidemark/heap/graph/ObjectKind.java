package dev.tidemark.heap.graph;

/** What an object is to its runtime. */
public enum ObjectKind {
    /** Bookkeeping of the runtime that no program sees. */
    HIDDEN,
    /** Backing store of arrays, dictionaries and tables. */
    ARRAY,
    STRING,
    OBJECT,
    /** A class of a JVM, with its static fields. */
    CLASS,
    CODE,
    /** A function with the variables that it captured. */
    CLOSURE,
    REGEXP,
    NUMBER,
    /** Owned by the embedder: DOM nodes, handles, memory outside of the heap. */
    NATIVE,
    /** Made by the snapshot to group roots; not in the heap. */
    SYNTHETIC,
    /** A string that is the sum of two others. */
    CONCATENATED_STRING,
    /** A string that is a part of another one, which it keeps alive. */
    SLICED_STRING,
    SYMBOL,
    BIGINT,
    /** Hidden class: the layout of objects. */
    SHAPE,
    /** A kind that this version does not know. */
    OTHER
}
