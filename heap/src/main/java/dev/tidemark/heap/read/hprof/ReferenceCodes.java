package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.ReferenceKind;

/**
 * What a reference is, in one byte: its kind and, for all but very wide classes, which of the
 * object's references it is.
 */
final class ReferenceCodes {
    /** A class, superclass or loader. */
    static final byte LINK = 0;

    static final byte ELEMENT = 1;
    static final byte LOCAL = 2;

    /** The referent of a reference object, and it does not retain. */
    static final byte WEAK = 3;

    /** From the root to what the JVM keeps alive. */
    static final byte ROOT = 4;

    /** A field or static field too far behind to say which. */
    private static final byte FAR_FIELD = 5;

    private static final byte FAR_STATIC = 6;

    private static final int FIRST_FIELD = 8;
    private static final int FIRST_STATIC = 200;

    private ReferenceCodes() {}

    /**
     * The code of an instance's field.
     *
     * @param place among the fields of the class that are references
     */
    static byte field(int place) {
        return place < FIRST_STATIC - FIRST_FIELD ? (byte) (FIRST_FIELD + place) : FAR_FIELD;
    }

    static byte staticField(int place) {
        return place <= 0xff - FIRST_STATIC ? (byte) (FIRST_STATIC + place) : FAR_STATIC;
    }

    static ReferenceKind kind(byte code) {
        return switch (code) {
            case LINK, ROOT -> ReferenceKind.INTERNAL;
            case ELEMENT -> ReferenceKind.ELEMENT;
            case LOCAL -> ReferenceKind.LOCAL;
            case WEAK -> ReferenceKind.WEAK;
            case FAR_STATIC -> ReferenceKind.STATIC;
            default ->
                    (code & 0xff) >= FIRST_STATIC ? ReferenceKind.STATIC : ReferenceKind.PROPERTY;
        };
    }

    /** Whether it is a field or static field whose place the code does not tell. */
    static boolean isFar(byte code) {
        return code == FAR_FIELD || code == FAR_STATIC;
    }

    /** The place among the references of the class, or -1 if the code does not tell. */
    static int place(byte code) {
        int number = code & 0xff;
        return number >= FIRST_STATIC
                ? number - FIRST_STATIC
                : number >= FIRST_FIELD ? number - FIRST_FIELD : -1;
    }
}
