package dev.tidemark.heap.index;

import dev.tidemark.heap.graph.Referents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What an index is of; one with another key is as good as none.
 *
 * @param build of Tidemark that made it
 * @param snapshot as it was then
 * @param referents which of them count as retained
 */
record IndexKey(long build, Fingerprint snapshot, Referents referents) {
    /** Bytes of a key. */
    static final int BYTES = 5 * Long.BYTES;

    /**
     * The key of a snapshot as it is now, and of this build.
     *
     * @throws IOException if the snapshot cannot be read
     */
    static IndexKey of(Path snapshot, Referents referents) throws IOException {
        // A build that does not know itself does not know its own indexes again either.
        long build = Build.checksum().orElseGet(System::nanoTime);
        return new IndexKey(build, Fingerprint.of(snapshot), referents);
    }

    /** Whether the snapshot is still the same one. */
    boolean isStillOf(Path file) throws IOException {
        return Fingerprint.of(file).equals(snapshot);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(build)
                .putLong(snapshot.size())
                .putLong(snapshot.modifiedMillis())
                .putLong(snapshot.sample())
                .putLong(number(referents))
                .array();
    }

    private static int number(Referents referents) {
        return switch (referents) {
            case NONE -> 0;
            case SOFT -> 1;
            case STRONG -> 2;
        };
    }
}
