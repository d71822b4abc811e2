package dev.tidemark.heap.analyse.v8;

/** What an object is for in V8, as far as paths care. */
enum V8Role {
    /** The root, and the groups of roots that the snapshot makes up. */
    ROOTS,
    /** Things of the embedder: handles, sockets, DOM nodes. */
    EMBEDDER,
    /** The built-in functions and prototypes of one realm. */
    NATIVE_CONTEXT,
    /** The captured variables of a function, a block or a module. */
    CONTEXT,
    CLOSURE,
    OBJECT,
    /** The inside of an array, an object, a Map or a Set. */
    STORAGE,
    /** A link in a chain that no program sees, such as the reactions of a promise. */
    LINK,
    /** Strings, numbers and the like: they own next to nothing. */
    DATA,
    /** Code, layouts, feedback: V8's own work. */
    BOOKKEEPING
}
