package dev.tidemark.heap.graph;

/**
 * How a JVM lays objects out. A dump does not say; the distances between objects do.
 *
 * @param headerBytes of an object, its class pointer included: 8, 12 or 16
 * @param referenceBytes of a field that refers to an object: 4 or 8
 * @param alignment every object starts at a multiple of this many bytes
 * @param compactHeaders whether the class pointer lies within the mark word
 */
public record ObjectLayout(
        int headerBytes, int referenceBytes, int alignment, boolean compactHeaders) {

    /** One line for a person. */
    @Override
    public String toString() {
        return "%d-byte headers%s, %d-byte references%s, objects aligned to %d bytes"
                .formatted(
                        headerBytes,
                        compactHeaders ? " (compact)" : "",
                        referenceBytes,
                        referenceBytes == 4 ? " (compressed)" : "",
                        alignment);
    }
}
