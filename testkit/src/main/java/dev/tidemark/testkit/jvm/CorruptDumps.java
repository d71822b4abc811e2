package dev.tidemark.testkit.jvm;

import dev.tidemark.testkit.CorruptFiles.CorruptFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * HPROF dumps that are not what they should be. A reader refuses them or reads them up to the
 * damage, and says where it is; it must neither crash, nor hang, nor take unbounded memory.
 */
public final class CorruptDumps {
    private static final int HEADER_LENGTH_AT_TAG = 5;

    private final byte[] sound;
    private final List<Integer> borders;

    private CorruptDumps(HprofFile sound) {
        this.sound = sound.toBytes();
        this.borders = sound.recordBorders();
    }

    public static CorruptDumps of(HprofFile sound) {
        return new CorruptDumps(sound);
    }

    /** The file cut at the border of every record, and one byte after it. */
    public List<CorruptFile> cutAtRecords() {
        List<CorruptFile> files = new ArrayList<>();
        for (int border : borders) {
            files.add(cutAt(border));
            files.add(cutAt(border + 1));
        }
        return files;
    }

    /** Only the first {@code length} bytes of the file, as a full disk leaves them. */
    public CorruptFile cutAt(int length) {
        return new CorruptFile("cut after byte " + length, Arrays.copyOf(sound, length));
    }

    /** One to eight bytes changed, anywhere; the dump may still be sound. */
    public CorruptFile flipped(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = sound.clone();
        int flips = 1 + random.nextInt(8);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return new CorruptFile("%d bytes flipped by seed %d".formatted(flips, seed), bytes);
    }

    /** The first bytes of a record changed: its tag, its length, its ids. */
    public CorruptFile flippedInRecordHead(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int border = borders.get(random.nextInt(borders.size()));
        byte[] bytes = sound.clone();
        int at = Math.min(bytes.length - 1, border + random.nextInt(24));
        bytes[at] = (byte) random.nextInt(256);
        return new CorruptFile("byte %d flipped by seed %d".formatted(at, seed), bytes);
    }

    /** A run of bytes taken out, or another part of the file copied over it. */
    public CorruptFile spliced(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int from = random.nextInt(sound.length);
        int to = Math.min(sound.length, from + 1 + random.nextInt(64));
        if (random.nextBoolean()) {
            byte[] without = Arrays.copyOf(sound, sound.length - (to - from));
            System.arraycopy(sound, to, without, from, sound.length - to);
            return new CorruptFile("bytes %d to %d taken out".formatted(from, to), without);
        }
        byte[] bytes = sound.clone();
        int source = random.nextInt(sound.length - (to - from) + 1);
        System.arraycopy(sound, source, bytes, from, to - from);
        return new CorruptFile(
                "bytes %d to %d overwritten with those at %d".formatted(from, to, source), bytes);
    }

    /** The length of each kind of record outside of the heap made as long as a length can be. */
    public List<CorruptFile> absurdLengths() {
        List<CorruptFile> files = new ArrayList<>();
        List<Byte> seen = new ArrayList<>();
        for (int border = borders.getFirst(); border < sound.length; border = after(border)) {
            if (!seen.contains(sound[border])) {
                seen.add(sound[border]);
                byte[] bytes = sound.clone();
                Arrays.fill(
                        bytes,
                        border + HEADER_LENGTH_AT_TAG,
                        border + HEADER_LENGTH_AT_TAG + 4,
                        (byte) 0xff);
                files.add(
                        new CorruptFile(
                                "record 0x%02x at %d of 4 GiB".formatted(sound[border], border),
                                bytes));
            }
        }
        return files;
    }

    private int after(int border) {
        int length = 0;
        for (int i = 0; i < 4; i++) {
            length = (length << 8) | (sound[border + HEADER_LENGTH_AT_TAG + i] & 0xff);
        }
        return border + HEADER_LENGTH_AT_TAG + 4 + length;
    }

    /** Files that begin as dumps do and have an id size that cannot be. */
    public List<CorruptFile> wrongIdSizes() {
        int at = new String(sound, 0, 64, StandardCharsets.ISO_8859_1).indexOf('\0') + 1;
        List<CorruptFile> files = new ArrayList<>();
        for (int size : new int[] {0, 1, 2, 3, 5, 16, -1}) {
            byte[] bytes = sound.clone();
            for (int i = 0; i < 4; i++) {
                bytes[at + i] = (byte) (size >> (8 * (3 - i)));
            }
            files.add(new CorruptFile("ids of %d bytes".formatted(size), bytes));
        }
        return files;
    }
}
