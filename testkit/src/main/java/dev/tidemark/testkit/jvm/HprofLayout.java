package dev.tidemark.testkit.jvm;

/**
 * How a JVM writes its dump, and how objects lie in its memory.
 *
 * @param version the first words of the file
 * @param idBytes of every id in the file: 4 or 8
 * @param headerBytes of an object
 * @param arrayHeaderBytes of an array, with its length
 * @param referenceBytes of a field that refers to an object: 4 with compressed oops, else the id's
 * @param alignment every object starts at a multiple of this
 * @param segmentBytes a heap dump segment ends once it is as long as this; 0 for one single {@code
 *     HEAP_DUMP} record
 */
public record HprofLayout(
        String version,
        int idBytes,
        int headerBytes,
        int arrayHeaderBytes,
        int referenceBytes,
        int alignment,
        int segmentBytes) {
    private static final String SEGMENTED = "JAVA PROFILE 1.0.2";

    /** A JVM of 64 bits with compressed oops, as it starts by default. */
    public static final HprofLayout COMPRESSED =
            new HprofLayout(SEGMENTED, 8, 12, 16, 4, 8, 1 << 20);

    /** With {@code -XX:+UseCompactObjectHeaders}. */
    public static final HprofLayout COMPACT_HEADERS =
            new HprofLayout(SEGMENTED, 8, 8, 12, 4, 8, 1 << 20);

    /** With {@code -XX:-UseCompressedOops}; class pointers stay compressed. */
    public static final HprofLayout WIDE_REFERENCES =
            new HprofLayout(SEGMENTED, 8, 12, 16, 8, 8, 1 << 20);

    /** With {@code -XX:ObjectAlignmentInBytes=16}. */
    public static final HprofLayout ALIGNED_TO_16 =
            new HprofLayout(SEGMENTED, 8, 12, 16, 4, 16, 1 << 20);

    /** A JVM of 32 bits, in the oldest version of the format: one record for the whole heap. */
    public static final HprofLayout BITS_32 =
            new HprofLayout("JAVA PROFILE 1.0.1", 4, 8, 12, 4, 8, 0);

    /** Android's runtime. */
    public static final HprofLayout ANDROID =
            new HprofLayout("JAVA PROFILE 1.0.3", 4, 8, 12, 4, 8, 1 << 20);

    public HprofLayout withSegmentBytes(int bytes) {
        return new HprofLayout(
                version, idBytes, headerBytes, arrayHeaderBytes, referenceBytes, alignment, bytes);
    }

    public HprofLayout withVersion(String text) {
        return new HprofLayout(
                text,
                idBytes,
                headerBytes,
                arrayHeaderBytes,
                referenceBytes,
                alignment,
                segmentBytes);
    }

    int bytesOf(HprofType type) {
        return type == HprofType.OBJECT ? referenceBytes : type.bytes();
    }

    /** The size of an array. */
    long arrayBytes(HprofType element, long length) {
        return aligned(arrayHeaderBytes + length * bytesOf(element));
    }

    /** The size of an object with such fields; small ones fill the gap before the wide ones. */
    long instanceBytes(Iterable<HprofType> fields) {
        long wide = 0;
        long narrow = 0;
        for (HprofType field : fields) {
            int bytes = bytesOf(field);
            if (bytes == Long.BYTES) {
                wide += bytes;
            } else {
                narrow += bytes;
            }
        }
        long gap = wide == 0 ? 0 : -headerBytes & (Long.BYTES - 1);
        return aligned(headerBytes + wide + Math.max(gap, narrow));
    }

    long aligned(long bytes) {
        return (bytes + alignment - 1) / alignment * alignment;
    }
}
