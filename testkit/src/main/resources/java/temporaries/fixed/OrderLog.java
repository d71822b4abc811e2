package com.example.backups;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A few threads write for everybody. */
final class OrderLog {
    private static final int THREADS = 4;
    private static final int PAGE = 16 * 1024;

    private final ExecutorService writers = Executors.newFixedThreadPool(THREADS, OrderLog::writer);
    private final Path file = temporary();

    int write(String order) throws Exception {
        byte[] page = new byte[PAGE];
        byte[] text = order.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, page, 0, text.length);
        return writers.submit(() -> write(ByteBuffer.wrap(page))).get();
    }

    /** The buffer is of the heap: the thread copies it to one outside of it, and keeps one. */
    private int write(ByteBuffer page) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.write(page);
        }
    }

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("orders", ".log");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread writer(Runnable work) {
        Thread thread = new Thread(work, "writer");
        thread.setDaemon(true);
        return thread;
    }
}
