package dev.tidemark.heap.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Columns in a file that is written once, and mapped to be read: opening it copies nothing, and
 * every cell is read through the same classes as one in a scratch file.
 *
 * <p>Layout: a head, and the columns behind it, each from a multiple of {@link #PAGE} bytes on. All
 * numbers are as this machine writes them, so that another kind of machine does not know the file.
 * The head: magic, its own length, the length of the file, the length of a key and the key, the
 * number of columns, of each the width of its cells, their number and the checksum of its bytes;
 * and at the end the checksum of all that. Checksums are CRC-32C, and all of them are compared
 * before the first cell is given away: that reads 8 GB a second, and a cell that changed on the
 * disk would be an answer that is wrong and looks right.
 */
public final class ColumnFile implements AutoCloseable {
    private static final long MAGIC = 0x5449_4445_434f_4c31L;
    private static final int PAGE = 1 << 12;
    private static final int BLOCK = 1 << 18;

    /** Far more than a head takes. */
    private static final int MOST_HEAD_BYTES = 1 << 16;

    /** Magic, lengths of the head, the file and the key, number of columns, checksum. */
    private static final int FIXED_HEAD_BYTES = 2 * Long.BYTES + 4 * Integer.BYTES;

    private static final int COLUMN_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private final Arena arena;
    private final List<KeptColumns.Kept> columns;

    private ColumnFile(Arena arena, List<KeptColumns.Kept> columns) {
        this.arena = arena;
        this.columns = columns;
    }

    /** The columns, from the first one on. They are valid until {@link #close}. */
    public KeptColumns columns() {
        return new KeptColumns(columns);
    }

    /** What the file of these columns takes. */
    public static long fileBytes(byte[] key, ColumnList columns) {
        long bytes = pages(headBytes(key.length, columns.entries().size()));
        for (ColumnList.Entry entry : columns.entries()) {
            bytes += pages(entry.bytes());
        }
        return bytes;
    }

    private static int headBytes(int keyBytes, int count) {
        return FIXED_HEAD_BYTES + keyBytes + count * COLUMN_BYTES;
    }

    private static long pages(long bytes) {
        return (bytes + PAGE - 1) & -PAGE;
    }

    /**
     * Writes the columns to an empty file.
     *
     * @param key what the file has to be found with
     */
    public static void write(FileChannel file, byte[] key, ColumnList columns) throws IOException {
        int count = columns.entries().size();
        int headBytes = headBytes(key.length, count);
        ByteBuffer head = buffer(headBytes);
        head.putLong(MAGIC).putInt(headBytes).putLong(fileBytes(key, columns));
        head.putInt(key.length).put(key).putInt(count);
        long at = pages(headBytes);
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        for (ColumnList.Entry entry : columns.entries()) {
            int sum = write(file, at, entry, block);
            head.putInt(entry.column().width()).putLong(entry.count()).putInt(sum);
            at += pages(entry.bytes());
        }
        head.putInt(checksum(MemorySegment.ofBuffer(head.duplicate().flip())));
        if (file.size() < at) {
            // The last page is a whole one, too.
            writeFully(file, ByteBuffer.allocate(1), at - 1);
        }
        // Last, so that a file which was not written to its end has none.
        writeFully(file, head.flip(), 0);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    private static int write(FileChannel file, long to, ColumnList.Entry entry, ByteBuffer block)
            throws IOException {
        MemorySegment cells = entry.column().memory();
        MemorySegment copy = MemorySegment.ofBuffer(block.clear());
        CRC32C sum = new CRC32C();
        for (long at = 0; at < entry.bytes(); at += BLOCK) {
            int length = (int) Math.min(BLOCK, entry.bytes() - at);
            MemorySegment.copy(cells, at, copy, 0, length);
            sum.update(block.clear().limit(length));
            writeFully(file, block.flip(), to + at);
        }
        return (int) sum.getValue();
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes, long to) throws IOException {
        long at = to;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    /**
     * Opens a file of columns, if it is whole and has that key.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<ColumnFile> open(Path file, byte[] key) throws IOException {
        Arena arena = Arena.ofShared();
        boolean open = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            List<KeptColumns.Kept> columns = wholeColumns(bytes, key);
            open = !columns.isEmpty();
            return open ? Optional.of(new ColumnFile(arena, columns)) : Optional.empty();
        } finally {
            if (!open) {
                arena.close();
            }
        }
    }

    /** All columns, or none if anything is not as it was written. */
    private static List<KeptColumns.Kept> wholeColumns(MemorySegment file, byte[] key) {
        ByteBuffer head = head(file, key);
        List<KeptColumns.Kept> columns = new ArrayList<>();
        if (head == null) {
            return columns;
        }
        long at = pages(head.capacity());
        for (int count = head.getInt(); count > 0; count--) {
            int width = head.getInt();
            long bytes = width * head.getLong();
            MemorySegment cells = file.asSlice(at, bytes);
            if (checksum(cells) != head.getInt()) {
                return List.of();
            }
            columns.add(new KeptColumns.Kept(cells, width));
            at += pages(bytes);
        }
        return columns;
    }

    /** The head behind its key, if it is whole and has that key. */
    private static @Nullable ByteBuffer head(MemorySegment file, byte[] key) {
        long size = file.byteSize();
        if (size < PAGE) {
            return null;
        }
        ByteBuffer start = file.asSlice(0, PAGE).asByteBuffer().order(ByteOrder.nativeOrder());
        if (start.getLong() != MAGIC) {
            return null;
        }
        int bytes = start.getInt();
        boolean fits = bytes >= headBytes(key.length, 0) && bytes <= MOST_HEAD_BYTES;
        if (!fits || pages(bytes) > size || start.getLong() != size) {
            return null;
        }
        ByteBuffer head = file.asSlice(0, bytes).asByteBuffer().order(ByteOrder.nativeOrder());
        if (checksum(file.asSlice(0, bytes - Integer.BYTES))
                != head.getInt(bytes - Integer.BYTES)) {
            return null;
        }
        head.position(start.position());
        byte[] found = new byte[key.length];
        boolean known = head.getInt() == key.length && Arrays.equals(next(head, found), key);
        return known ? head : null;
    }

    private static byte[] next(ByteBuffer head, byte[] bytes) {
        head.get(bytes);
        return bytes;
    }

    private static int checksum(MemorySegment bytes) {
        CRC32C sum = new CRC32C();
        for (long at = 0; at < bytes.byteSize(); at += BLOCK) {
            sum.update(bytes.asSlice(at, Math.min(BLOCK, bytes.byteSize() - at)).asByteBuffer());
        }
        return (int) sum.getValue();
    }

    @Override
    public void close() {
        arena.close();
    }
}
