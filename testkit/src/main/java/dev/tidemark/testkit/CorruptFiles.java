package dev.tidemark.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Snapshots that are not what they should be: for readers, which have to refuse them with an error
 * that says where, and must neither crash nor hang.
 */
public final class CorruptFiles {
    /**
     * A broken file.
     *
     * @param what what is wrong, for the failure message
     * @param bytes the whole file
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record CorruptFile(String what, byte[] bytes) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static final int CUT_STEPS = 60;

    private final byte[] sound;

    private CorruptFiles(byte[] sound) {
        this.sound = sound;
    }

    /** Makes broken files out of a sound one. */
    public static CorruptFiles of(byte[] sound) {
        return new CorruptFiles(sound.clone());
    }

    public static CorruptFiles of(HeapFile heap, SnapshotLayout layout) {
        return new CorruptFiles(heap.toBytes(layout));
    }

    /**
     * One to eight bytes changed, anywhere. The file may still be sound: in a string, or a digit
     * that stays within its range.
     */
    public CorruptFile flipped(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = sound.clone();
        int flips = 1 + random.nextInt(8);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] = anyByte(random);
        }
        return new CorruptFile("%d bytes flipped by seed %d".formatted(flips, seed), bytes);
    }

    /** Half of the time a byte that means something in a snapshot. */
    private static byte anyByte(SplittableRandom random) {
        String meaningful = "0123456789-.,:[]{}\"\\ \n\0eu";
        return random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) meaningful.charAt(random.nextInt(meaningful.length()));
    }

    /** A run of bytes taken out, or another part of the file copied over it. */
    public CorruptFile spliced(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int from = random.nextInt(sound.length);
        int to = Math.min(sound.length, from + 1 + random.nextInt(64));
        if (random.nextBoolean()) {
            byte[] without = join(Arrays.copyOf(sound, from), tail(to));
            return new CorruptFile("bytes %d to %d taken out".formatted(from, to), without);
        }
        byte[] bytes = sound.clone();
        int source = random.nextInt(sound.length - (to - from) + 1);
        System.arraycopy(sound, source, bytes, from, to - from);
        return new CorruptFile(
                "bytes %d to %d overwritten with those at %d".formatted(from, to, source), bytes);
    }

    /** The file cut: at borders of records and tables, just beside them, and in between. */
    public List<CorruptFile> cut() {
        List<CorruptFile> files = new ArrayList<>();
        int[] borders = borders();
        for (int i = 0; i < borders.length; i += Math.max(1, borders.length / CUT_STEPS)) {
            files.add(cutAt(borders[i]));
            files.add(cutAt(borders[i] + 1));
        }
        for (int i = 0; i < CUT_STEPS; i++) {
            files.add(cutAt((int) ((long) sound.length * i / CUT_STEPS)));
        }
        files.add(cutAt(sound.length - 1));
        return files.stream().filter(file -> file.bytes.length < sound.length).toList();
    }

    private int[] borders() {
        return IntStream.range(0, sound.length)
                .filter(i -> sound[i] == '\n' || sound[i] == '[' || sound[i] == ']')
                .toArray();
    }

    /** Only the first {@code length} bytes of the file, as a full disk leaves them. */
    public CorruptFile cutAt(int length) {
        return new CorruptFile("cut after byte " + length, Arrays.copyOf(sound, length));
    }

    /** Files in which a number of the header, a node or an edge is wrong; none of them is sound. */
    public List<CorruptFile> wrongNumbers() {
        return List.of(
                headerCount("node_count", 1),
                headerCount("node_count", -1),
                headerCount("edge_count", 1),
                headerCount("edge_count", -1),
                header("a node count beyond any memory", "node_count", "99999999999999999999"),
                header("a node count that needs 8 GB", "node_count", "2000000000"),
                header("a negative node count", "node_count", "-5"),
                header("a node count that is text", "node_count", "\"many\""),
                lastOf("edges", "an edge beyond the last node", "99999993"),
                lastOf("edges", "an edge that is not a multiple of the field count", "1"),
                lastOf("edges", "an edge to a negative node", "-7"),
                lastOf("edges", "an edge to a node beyond 64 bits", "99999999999999999999"),
                lastOf("nodes", "a node with a fraction", "0.5"),
                lastOf("nodes", "a node with a word", "zero"),
                firstOf("nodes", "a node of an unknown type", "250"),
                firstOf("edges", "an edge of an unknown type", "250"));
    }

    /** Files that are no snapshot at all. */
    public static List<CorruptFile> notSnapshots() {
        return List.of(
                file("an empty file", ""),
                file("white space", " \n\t \n"),
                file("an empty object", "{}"),
                file("an empty array", "[]"),
                file("a number", "42"),
                file("text", "Error: ENOSPC: no space left on device, write\n"),
                file("a page", "<!doctype html><html><body>502 Bad Gateway</body></html>"),
                file("other JSON", "{\"name\":\"shop\",\"version\":\"1.0.0\",\"nodes\":[]}"),
                file("a CPU profile", "{\"nodes\":[{\"id\":1}],\"startTime\":1,\"samples\":[1]}"),
                file("a heap profile", "{\"head\":{\"callFrame\":{}},\"samples\":[]}"),
                file("no meta", "{\"snapshot\":{\"node_count\":1},\"nodes\":[],\"edges\":[]}"),
                file("an empty meta", "{\"snapshot\":{\"meta\":{}},\"nodes\":[],\"edges\":[]}"),
                file("deep nesting", "{\"snapshot\":" + "[".repeat(100_000)),
                file("a string without end", "{\"snapshot\":\"" + "x".repeat(100_000)),
                new CorruptFile("zeros", new byte[4096]),
                new CorruptFile("gzip's magic and no more", new byte[] {0x1f, (byte) 0x8b, 8, 0}),
                new CorruptFile(
                        "zstd's magic and no more",
                        new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0}));
    }

    private CorruptFile headerCount(String field, int difference) {
        Matcher count = Pattern.compile("\"" + field + "\":\\s*(\\d+)").matcher(text());
        if (!count.find()) {
            throw new IllegalArgumentException("no %s in the file".formatted(field));
        }
        long wrong = Long.parseLong(count.group(1)) + difference;
        return header(
                "%s %s by one".formatted(field, difference > 0 ? "too large" : "too small"),
                field,
                Long.toString(wrong));
    }

    private CorruptFile header(String what, String field, String value) {
        return replaced(what, "(\"" + field + "\":\\s*)(\\d+)", value);
    }

    private CorruptFile lastOf(String table, String what, String value) {
        return replaced(
                what, "(\"" + table + "\":\\s*\\[[^\\]]*[^\\d\\]])(\\d+)(?=\\s*\\])", value);
    }

    private CorruptFile firstOf(String table, String what, String value) {
        return replaced(what, "(\"" + table + "\":\\s*\\[\\s*)(\\d+)", value);
    }

    private CorruptFile replaced(String what, String pattern, String value) {
        Matcher place = Pattern.compile(pattern).matcher(text());
        if (!place.find()) {
            throw new IllegalArgumentException("no place for " + what);
        }
        String head = text().substring(0, place.start(2));
        return file(what, head + value + text().substring(place.end(2)));
    }

    /** Latin 1, so that every byte is one character and comes back as it was. */
    private String text() {
        return new String(sound, StandardCharsets.ISO_8859_1);
    }

    private static CorruptFile file(String what, String text) {
        return new CorruptFile(what, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] tail(int from) {
        return Arrays.copyOfRange(sound, from, sound.length);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
