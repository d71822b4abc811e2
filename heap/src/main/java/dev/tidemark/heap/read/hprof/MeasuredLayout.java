package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.ObjectLayout;

/**
 * How the JVM lays objects out, told by the distances between them: what does not fit into the
 * distance to the next object cannot be so.
 */
final class MeasuredLayout {
    private static final int LENGTH_BYTES = 4;
    private static final int COMPACT_HEADER = 8;
    private static final int HEADER = 12;
    private static final int WIDE_HEADER = 16;

    private final int headerBytes;
    private final int referenceBytes;
    private final int arrayBase;
    private final boolean compactHeaders;

    MeasuredLayout(DumpFile file, Types types, Distances distances) {
        long leastArrayBase = leastArrayBase(distances);
        if (file.idBytes() == Integer.BYTES) {
            referenceBytes = 4;
            headerBytes = COMPACT_HEADER;
            compactHeaders = false;
        } else {
            boolean wide =
                    leastHeader(types, distances, 8) >= COMPACT_HEADER
                            && distances.baseOfReferences(8) >= COMPACT_HEADER + LENGTH_BYTES;
            referenceBytes = wide ? 8 : 4;
            headerBytes = header(leastHeader(types, distances, referenceBytes), leastArrayBase);
            compactHeaders = headerBytes == COMPACT_HEADER;
        }
        // Before JDK 22 elements behind wide headers began at a multiple of 8.
        boolean rounded = headerBytes == WIDE_HEADER && leastArrayBase >= WIDE_HEADER + 8;
        arrayBase = headerBytes + (rounded ? 8 : LENGTH_BYTES);
    }

    private static long leastArrayBase(Distances distances) {
        long least = distances.baseOfReferences(4);
        for (FieldKind kind : FieldKind.values()) {
            if (kind != FieldKind.OBJECT) {
                least = Math.min(least, distances.baseOf(kind));
            }
        }
        return least;
    }

    /** The least that is left for a header when the fields are taken off. */
    private static long leastHeader(Types types, Distances distances, int referenceBytes) {
        long least = Long.MAX_VALUE;
        for (int type = 0; type < types.count(); type++) {
            if (distances.leastOf(type) != Long.MAX_VALUE) {
                least =
                        Math.min(
                                least,
                                distances.leastOf(type) - types.fieldBytes(type, referenceBytes));
            }
        }
        return least;
    }

    private static int header(long leastHeader, long leastArrayBase) {
        if (leastHeader < HEADER || leastArrayBase < HEADER + LENGTH_BYTES) {
            return COMPACT_HEADER;
        }
        boolean wide = leastHeader >= WIDE_HEADER && leastArrayBase >= WIDE_HEADER + LENGTH_BYTES;
        return wide && leastArrayBase != Long.MAX_VALUE ? WIDE_HEADER : HEADER;
    }

    ObjectLayout layout(int alignment) {
        return new ObjectLayout(headerBytes, referenceBytes, alignment, compactHeaders);
    }

    /** Bytes before the first small element of an array: header and length. */
    int arrayBase() {
        return arrayBase;
    }
}
