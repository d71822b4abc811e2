package dev.tidemark.heap.redact;

/**
 * What was taken out of a snapshot, and what of its texts was left.
 *
 * @param objects of the snapshot, all of which stay
 * @param texts whose characters were replaced: strings, arrays of characters and of bytes
 * @param textBytes bytes of these
 * @param numbers that were replaced or set to 0, one by one, in fields
 * @param arrays of numbers that were set to 0
 * @param arrayBytes bytes of these
 * @param names that were replaced because they are data: keys of dictionaries, URLs, attributes
 * @param droppedNames names in the table of a JVM that nothing in the dump uses
 * @param keptNames names of classes, functions, properties, variables and files
 * @param keptTexts texts that stayed because they are such names, and names of threads
 */
public record RedactedCounts(
        long objects,
        long texts,
        long textBytes,
        long numbers,
        long arrays,
        long arrayBytes,
        long names,
        long droppedNames,
        long keptNames,
        long keptTexts) {
    /** Of no snapshot. */
    public static final RedactedCounts NONE = new RedactedCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
