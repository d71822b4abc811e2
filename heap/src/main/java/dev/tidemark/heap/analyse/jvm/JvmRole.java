package dev.tidemark.heap.analyse.jvm;

/** What the objects of a type are to a person who asks why something is alive. */
enum JvmRole {
    /** Stands above the roots. */
    ROOTS,
    /** A class object: its static fields are where paths start. */
    CLASS,
    LOADER,
    THREAD,
    /** Between a thread and its thread-local variables or its task. */
    THREAD_PART,
    /** A list, map, set or queue that extends one of the JDK's. */
    COLLECTION,
    /** The link or table entry of a collection. */
    NODE,
    /** An array of references. */
    ARRAY,
    /** Strings, numbers and arrays of numbers. */
    DATA,
    /** An object of the program or of a library. */
    OBJECT,
    /** An object of the JDK. */
    PLATFORM,
    /** What the JVM and the JDK need to run code: method handles, reflection, modules. */
    BOOKKEEPING
}
