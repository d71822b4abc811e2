package dev.tidemark.testkit.jvm;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A heap dump in memory, and what a reader of it has to answer. Immutable. */
public final class HprofFile {
    private final HprofLayout layout;
    private final byte[] bytes;
    private final List<Integer> borders;
    private final Map<JvmObject, Long> addresses;
    private final Map<JvmObject, Long> sizes;

    HprofFile(
            HprofLayout layout,
            byte[] bytes,
            List<Integer> borders,
            Map<JvmObject, Long> addresses,
            Map<JvmObject, Long> sizes) {
        this.layout = layout;
        this.bytes = bytes;
        this.borders = borders;
        this.addresses = addresses;
        this.sizes = sizes;
    }

    public HprofLayout layout() {
        return layout;
    }

    /** How many objects the dump has, class objects too. */
    public int objectCount() {
        return addresses.size();
    }

    /** The id of an object in this dump. */
    public long address(JvmValue value) {
        return of(addresses, value);
    }

    /** The true size of an object in the memory of the JVM. */
    public long shallowSize(JvmValue value) {
        return of(sizes, value);
    }

    private static long of(Map<JvmObject, Long> map, JvmValue value) {
        Long known = map.get(value.object());
        if (known == null) {
            throw new IllegalArgumentException(value.object() + " was collected");
        }
        return known;
    }

    /** Whether the object was alive. */
    public boolean contains(JvmValue value) {
        return addresses.containsKey(value.object());
    }

    /** Where records begin, in rising order; those within heap dump segments too. */
    public List<Integer> recordBorders() {
        return borders;
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * Writes the dump, compressed if the file's name ends with {@code .gz}.
     *
     * @return {@code file}
     */
    public Path writeTo(Path file) {
        boolean compressed = file.getFileName().toString().endsWith(".gz");
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = compressed ? new GZIPOutputStream(raw) : raw) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
