package dev.tidemark.testkit;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * A heap that a test made up, ready to be written as a V8 snapshot, and the answers that a reader
 * of that snapshot has to give.
 *
 * <p>Objects are numbers from 0, the root, in the order in which the file lists them. Immutable.
 */
public final class HeapFile {
    private static final int FILE_BUFFER = 1 << 20;

    /** A reference out of an object; {@code name} is a number in digits for indexed types. */
    public record Reference(V8EdgeType type, String name, int target) {}

    /** Where a function or a constructor stands; line and column count from 0. */
    public record Location(int scriptId, int line, int column) {}

    private final V8Graph graph;

    HeapFile(V8Graph graph) {
        this.graph = graph;
    }

    /** How many objects there are, the root included. */
    public int objectCount() {
        return graph.nodeCount();
    }

    public long referenceCount() {
        return graph.edgeCount();
    }

    public V8NodeType type(int object) {
        return graph.nodeType(object);
    }

    public String name(int object) {
        return graph.strings().get(graph.nodeName(object));
    }

    /** The id by which the object is known in every snapshot of one process. */
    public long id(int object) {
        return graph.id(object);
    }

    /** In bytes. */
    public long shallowSize(int object) {
        return graph.selfSize(object);
    }

    /** 0 unknown, 1 attached, 2 detached. */
    public int detachedness(int object) {
        return graph.detachedness(object);
    }

    public List<Reference> references(int object) {
        return IntStream.range(0, graph.edgeCount(object))
                .mapToObj(k -> reference(object, k))
                .toList();
    }

    private Reference reference(int object, int k) {
        V8EdgeType type = graph.edgeType(object, k);
        int nameOrIndex = graph.edgeNameOrIndex(object, k);
        String name =
                type.isIndexed() ? Integer.toString(nameOrIndex) : graph.strings().get(nameOrIndex);
        return new Reference(type, name, graph.edgeTarget(object, k));
    }

    public Optional<Location> location(int object) {
        int[] all = graph.locations();
        for (int i = 0; i < all.length; i += 4) {
            if (all[i] == object) {
                return Optional.of(new Location(all[i + 1], all[i + 2], all[i + 3]));
            }
        }
        return Optional.empty();
    }

    /** The first object of that name. */
    public int find(String name) {
        return IntStream.range(0, objectCount())
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no object is named " + name));
    }

    /** The object that has the id which the builder gave to {@code value}. */
    public int find(JsValue value) {
        long id = value.object().id();
        return IntStream.range(0, objectCount())
                .filter(object -> id(object) == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value + " was collected"));
    }

    /** Writes the snapshot as Node 20 does, compressed if the file's name ends with {@code .gz}. */
    public Path writeTo(Path file) {
        return writeTo(file, SnapshotLayout.NODE_20);
    }

    /**
     * Writes the snapshot, compressed if the file's name ends with {@code .gz}.
     *
     * @return {@code file}
     */
    public Path writeTo(Path file, SnapshotLayout layout) {
        boolean compressed = file.getFileName().toString().endsWith(".gz");
        try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), FILE_BUFFER);
                OutputStream out = compressed ? new GZIPOutputStream(raw, FILE_BUFFER) : raw) {
            new SnapshotWriter(graph, layout, out).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The snapshot in memory: for small heaps. */
    public byte[] toBytes(SnapshotLayout layout) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new SnapshotWriter(graph, layout, bytes).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
