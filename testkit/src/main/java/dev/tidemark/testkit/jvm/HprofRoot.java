package dev.tidemark.testkit.jvm;

/** The kinds of GC roots that dumps know, those of Android too, and what follows their object. */
public enum HprofRoot {
    UNKNOWN(0xff, Tail.NOTHING),
    JNI_GLOBAL(0x01, Tail.REFERENCE),
    JNI_LOCAL(0x02, Tail.THREAD_AND_FRAME),
    JAVA_FRAME(0x03, Tail.THREAD_AND_FRAME),
    NATIVE_STACK(0x04, Tail.THREAD),
    STICKY_CLASS(0x05, Tail.NOTHING),
    THREAD_BLOCK(0x06, Tail.THREAD),
    MONITOR(0x07, Tail.NOTHING),
    THREAD(0x08, Tail.THREAD_AND_FRAME),
    ANDROID_INTERNED_STRING(0x89, Tail.NOTHING),
    ANDROID_FINALIZING(0x8a, Tail.NOTHING),
    ANDROID_DEBUGGER(0x8b, Tail.NOTHING),
    ANDROID_REFERENCE_CLEANUP(0x8c, Tail.NOTHING),
    ANDROID_VM_INTERNAL(0x8d, Tail.NOTHING),
    ANDROID_JNI_MONITOR(0x8e, Tail.THREAD_AND_FRAME);

    /** What comes after the object in the record. */
    enum Tail {
        NOTHING,
        /** The id of the JNI reference itself. */
        REFERENCE,
        /** The serial number of the thread. */
        THREAD,
        /** The serial numbers of the thread, and of the frame or the stack trace. */
        THREAD_AND_FRAME
    }

    private final int tag;
    private final Tail tail;

    HprofRoot(int tag, Tail tail) {
        this.tag = tag;
        this.tail = tail;
    }

    /** The first byte of the record. */
    public int tag() {
        return tag;
    }

    Tail tail() {
        return tail;
    }
}
