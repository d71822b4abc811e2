package dev.tidemark.heap.graph;

/** Why a JVM keeps an object alive although no other object needs to. */
public enum RootKind {
    /** A handle of native code, or of the JVM itself. */
    JNI_GLOBAL,
    /** A local variable of a native frame whose thread is not known. */
    JNI_LOCAL,
    /** A local variable of a Java frame whose thread is not known. */
    JAVA_FRAME,
    /** On the stack of a native frame or of a thread, without a frame that is known. */
    NATIVE_STACK,
    /** A class of the boot loader. */
    SYSTEM_CLASS,
    /** A live thread. */
    THREAD,
    /** An object that a thread is locked on. */
    MONITOR,
    /** Whatever else a JVM writes: interned strings, debugger handles, objects being finalized. */
    OTHER
}
