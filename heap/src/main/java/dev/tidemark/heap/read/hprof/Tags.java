package dev.tidemark.heap.read.hprof;

/** The numbers of the kinds of records. */
final class Tags {
    static final int STRING = 0x01;
    static final int LOAD_CLASS = 0x02;
    static final int FRAME = 0x04;
    static final int TRACE = 0x05;
    static final int HEAP_DUMP = 0x0C;
    static final int HEAP_DUMP_SEGMENT = 0x1C;
    static final int HEAP_DUMP_END = 0x2C;

    // Within a heap dump.
    static final int ROOT_UNKNOWN = 0xFF;
    static final int ROOT_JNI_GLOBAL = 0x01;
    static final int ROOT_JNI_LOCAL = 0x02;
    static final int ROOT_JAVA_FRAME = 0x03;
    static final int ROOT_NATIVE_STACK = 0x04;
    static final int ROOT_STICKY_CLASS = 0x05;
    static final int ROOT_THREAD_BLOCK = 0x06;
    static final int ROOT_MONITOR = 0x07;
    static final int ROOT_THREAD = 0x08;
    static final int CLASS = 0x20;
    static final int INSTANCE = 0x21;
    static final int OBJECT_ARRAY = 0x22;
    static final int PRIMITIVE_ARRAY = 0x23;

    // Only Android writes these.
    static final int ROOT_INTERNED_STRING = 0x89;
    static final int ROOT_FINALIZING = 0x8A;
    static final int ROOT_DEBUGGER = 0x8B;
    static final int ROOT_REFERENCE_CLEANUP = 0x8C;
    static final int ROOT_VM_INTERNAL = 0x8D;
    static final int ROOT_JNI_MONITOR = 0x8E;
    static final int UNREACHABLE = 0x90;
    static final int PRIMITIVE_ARRAY_WITHOUT_DATA = 0xC3;
    static final int HEAP_INFO = 0xFE;

    private Tags() {}

    /** Whether a record at the top level can have this number. */
    static boolean isTopLevel(int tag) {
        return (tag >= STRING && tag <= 0x0E) || tag == HEAP_DUMP_SEGMENT || tag == HEAP_DUMP_END;
    }
}
