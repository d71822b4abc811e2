package dev.tidemark.heap.read.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.read.file.Unpacked;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.HprofLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps in several files, and packed ones. */
class DumpFilesTest {
    private static final int BLOCK_BYTES = 1000;
    private static final int HEAP_DUMP_SEGMENT = 0x1c;

    @TempDir Path folder;
    private final byte[] dump = dump();

    private static byte[] dump() {
        HotSpotHeap process = new HotSpotHeap();
        for (int i = 0; i < 100; i++) {
            process.type("com.acme.Registry").set("bytes" + i, process.bytes(i));
        }
        return process.dump(HprofLayout.COMPRESSED.withSegmentBytes(2000)).toBytes();
    }

    @Test
    void a_dump_that_the_jvm_packed_is_unpacked_by_its_blocks() throws IOException {
        Path file = Files.write(folder.resolve("blocks.hprof.gz"), packed(dump));

        assertReadsWhole(file);
    }

    @Test
    void blocks_that_are_not_as_long_as_they_should_be_are_read_from_front_to_back()
            throws IOException {
        byte[] wrong = packed(dump);
        byte[] size = "HPROF BLOCKSIZE=1000".getBytes(StandardCharsets.US_ASCII);
        wrong[10 + size.length - 1] = '1';

        assertReadsWhole(Files.write(folder.resolve("wrong.hprof.gz"), wrong));
    }

    @Test
    void a_packed_dump_that_was_cut_is_read_up_to_the_cut() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(dump);
        }
        byte[] whole = gzip.toByteArray();
        Path one = folder.resolve("one.hprof.gz");
        Path blocks = folder.resolve("blocks.hprof.gz");
        Files.write(one, Arrays.copyOf(whole, whole.length * 9 / 10));
        byte[] packed = packed(dump);
        Files.write(blocks, Arrays.copyOf(packed, packed.length * 9 / 10));
        for (Path file : new Path[] {one, blocks}) {
            try (JvmHeap heap = HprofDumps.open(file, Referents.NONE)) {
                assertThat(heap.truncation()).isPresent();
                assertThat(heap.objectCount()).isPositive();
            }
        }
    }

    @Test
    void the_fragments_of_a_dump_that_were_not_joined_are_read_as_one() throws IOException {
        int heap = firstSegment();
        int next = heap + 9 + lengthAt(heap);
        Path file = folder.resolve("app.hprof");
        Files.write(file, Arrays.copyOf(dump, heap));
        Files.write(folder.resolve("app.hprof.p0"), Arrays.copyOfRange(dump, heap, next));
        Files.write(folder.resolve("app.hprof.p1"), Arrays.copyOfRange(dump, next, dump.length));

        assertReadsWhole(file);
    }

    @Test
    void a_dump_whose_objects_come_in_no_order_says_the_same() throws IOException {
        Path ordered = GoldenDump.JDK25_G1.copy();
        Path shuffled = folder.resolve("shuffled.hprof");
        try (SnapshotBytes bytes = Unpacked.map(ordered)) {
            Files.write(shuffled, shuffled(DumpFile.open(bytes)));
        }
        try (JvmHeap expected = HprofDumps.open(ordered, Referents.NONE);
                JvmHeap found = HprofDumps.open(shuffled, Referents.NONE)) {
            assertThat(found.objectCount()).isEqualTo(expected.objectCount());
            for (int object = 0; object < found.objectCount(); object += 7) {
                assertThat(picture(found, object)).isEqualTo(picture(expected, object));
            }
        } finally {
            Files.delete(ordered);
        }
    }

    private static String picture(JvmHeap heap, int object) {
        String references =
                LongStream.range(heap.firstReference(object), heap.firstReference(object + 1))
                        .mapToObj(one -> heap.referenceName(one) + " " + heap.target(one))
                        .collect(Collectors.joining(", "));
        return heap.objectId(object)
                + heap.name(object)
                + heap.shallowSize(object)
                + heap.length(object)
                + references;
    }

    /** As ZGC writes: objects in any order; here in one segment, behind the roots. */
    static byte[] shuffled(DumpFile dump) throws IOException {
        TopLevel topLevel = TopLevel.read(dump);
        List<byte[]> roots = new ArrayList<>();
        List<byte[]> objects = new ArrayList<>();
        HeapRecords walk = new HeapRecords(dump);
        for (int segment = 0; segment < topLevel.segmentCount(); segment++) {
            walk.over(topLevel.segmentStart(segment), topLevel.segmentEnd(segment), false);
            while (walk.next()) {
                (walk.isObject() ? objects : roots).add(copy(dump, walk.start(), walk.nextStart()));
            }
        }
        Collections.shuffle(objects, new Random(1));
        List<byte[]> records = Stream.concat(roots.stream(), objects.stream()).toList();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(copy(dump, 0, topLevel.segmentStart(0) - 9));
        file.write(HEAP_DUMP_SEGMENT);
        file.write(new byte[4]);
        int length = records.stream().mapToInt(record -> record.length).sum();
        file.write(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        for (byte[] record : records) {
            file.write(record);
        }
        file.write(0x2c);
        file.write(new byte[8]);
        return file.toByteArray();
    }

    private static byte[] copy(DumpFile dump, long from, long to) {
        byte[] bytes = new byte[(int) (to - from)];
        dump.bytes().copy(from, bytes, bytes.length);
        return bytes;
    }

    private int firstSegment() {
        int at = "JAVA PROFILE 1.0.2".length() + 13;
        while (dump[at] != HEAP_DUMP_SEGMENT) {
            at += 9 + lengthAt(at);
        }
        return at;
    }

    private int lengthAt(int record) {
        int length = 0;
        for (int i = 5; i < 9; i++) {
            length = (length << 8) | (dump[record + i] & 0xff);
        }
        return length;
    }

    private void assertReadsWhole(Path file) throws IOException {
        Path plain = Files.write(folder.resolve("plain.hprof"), dump);
        try (JvmHeap expected = HprofDumps.open(plain, Referents.NONE);
                JvmHeap found = HprofDumps.open(file, Referents.NONE)) {
            assertThat(found.truncation()).isEmpty();
            assertThat(found.objectCount()).isEqualTo(expected.objectCount());
            assertThat(found.referenceCount()).isEqualTo(expected.referenceCount());
        }
    }

    /** As a JVM packs: one member a block, and in the first one's head the size of the blocks. */
    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += BLOCK_BYTES) {
            byte[] block =
                    Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + BLOCK_BYTES));
            packed.write(new byte[] {0x1f, (byte) 0x8b, 8, (byte) (from == 0 ? 0x10 : 0)});
            packed.write(new byte[6]);
            if (from == 0) {
                packed.write("HPROF BLOCKSIZE=1000\0".getBytes(StandardCharsets.US_ASCII));
            }
            try (DeflaterOutputStream out =
                    new DeflaterOutputStream(packed, new Deflater(1, true))) {
                out.write(block);
            }
            CRC32 checksum = new CRC32();
            checksum.update(block);
            writeLittleEndian(packed, (int) checksum.getValue());
            writeLittleEndian(packed, block.length);
        }
        byte[] all = packed.toByteArray();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(all)).readAllBytes())
                .isEqualTo(bytes);
        return all;
    }

    private static void writeLittleEndian(ByteArrayOutputStream out, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            out.write(value >> (8 * i));
        }
    }
}
