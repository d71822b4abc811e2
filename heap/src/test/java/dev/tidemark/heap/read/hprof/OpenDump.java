package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.heap.read.file.Unpacked;
import dev.tidemark.testkit.jvm.HprofFile;
import dev.tidemark.testkit.jvm.JvmValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A dump of the test kit, read. */
record OpenDump(HprofFile file, JvmHeap heap) implements AutoCloseable {
    static OpenDump of(HprofFile file) throws IOException {
        return of(file, Referents.NONE, Division.OVER_ALL_CORES);
    }

    static OpenDump of(HprofFile file, Referents referents) throws IOException {
        return of(file, referents, Division.OVER_ALL_CORES);
    }

    static OpenDump of(HprofFile file, Referents referents, Division division) throws IOException {
        return new OpenDump(file, read(file.toBytes(), referents, division));
    }

    static JvmHeap read(byte[] bytes, Referents referents, Division division) throws IOException {
        Path path = Files.createTempFile("tidemark-test-", ".hprof");
        try {
            Files.write(path, bytes);
            return HprofDumps.open(Unpacked.map(path), referents, division);
        } finally {
            // The mapping stays valid without a name.
            Files.delete(path);
        }
    }

    /** The object that the test kit drew. */
    int object(JvmValue value) {
        long address = file.address(value);
        return IntStream.range(1, heap.objectCount())
                .filter(object -> heap.objectId(object) == address)
                .findFirst()
                .orElseThrow();
    }

    /** What a reference is called that leads from one object to the other, and retains. */
    String link(JvmValue from, JvmValue to) {
        int target = object(to);
        return references(object(from))
                .filter(reference -> heap.target(reference) == target && heap.retains(reference))
                .mapToObj(heap::referenceName)
                .findFirst()
                .orElse("nothing");
    }

    LongStream references(int object) {
        return LongStream.range(heap.firstReference(object), heap.firstReference(object + 1));
    }

    @Override
    public void close() {
        heap.close();
    }
}
