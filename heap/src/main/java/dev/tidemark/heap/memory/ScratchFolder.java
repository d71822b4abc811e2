package dev.tidemark.heap.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Mapped scratch files, one a column. They have no name once they are open (on Windows: until they
 * are closed), so that nothing is left however the program ends.
 *
 * <p>A file is written full of zeros first. The pages are made then, which costs no more than
 * making them one by one as they are touched, and a full disk is an {@link IOException} here;
 * touching a page for which there is no space later would be a signal to the process.
 *
 * @param folders the first that can be written to is used
 */
record ScratchFolder(List<Path> folders) implements Scratch {
    /** Names a folder for scratch files, before all others. */
    static final String VARIABLE = "TIDEMARK_SCRATCH";

    private static final int BLOCK = 1 << 20;

    ScratchFolder {
        folders = List.copyOf(folders);
    }

    /** The folder that the user wants, or that of temporary files. */
    static ScratchFolder standard() {
        String wanted = System.getenv(VARIABLE);
        return wanted == null || wanted.isEmpty()
                ? new ScratchFolder(List.of(temporary()))
                : new ScratchFolder(List.of(Path.of(wanted)));
    }

    /**
     * The folder that the user wants, or that of a file, or that of temporary files: a folder of
     * temporary files may be in memory itself, one that holds a heap dump hardly.
     */
    static ScratchFolder beside(Path file) {
        String wanted = System.getenv(VARIABLE);
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || (wanted != null && !wanted.isEmpty())
                ? standard()
                : new ScratchFolder(List.of(folder, temporary()));
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    @Override
    public MemorySegment zeros(long bytes, Arena arena) throws IOException {
        try (FileChannel file = open()) {
            ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(bytes, BLOCK));
            for (long at = 0; at < bytes; at += zeros.position()) {
                zeros.clear().limit((int) Math.min(bytes - at, zeros.capacity()));
                file.write(zeros, at);
            }
            return file.map(MapMode.READ_WRITE, 0, bytes, arena);
        }
    }

    private FileChannel open() throws IOException {
        for (Path folder : folders.subList(0, folders.size() - 1)) {
            if (Files.isWritable(folder)) {
                return open(folder);
            }
        }
        return open(folders.getLast());
    }

    /** Temporary files are for their owner alone. */
    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(
                Files.createTempFile(folder, ".tidemark-", ".scratch"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }
}
