package com.example.tables;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Twenty segments are mapped, each when it is first asked for. */
final class Segments {
    private static final int BYTES = 4096;
    private static final int SEGMENTS = 20;

    private final Path file;
    private final MappedByteBuffer[] segments = new MappedByteBuffer[SEGMENTS];

    Segments() throws IOException {
        file = Files.write(Files.createTempFile("segments", ".bin"), new byte[BYTES]);
        file.toFile().deleteOnExit();
    }

    synchronized int row(int number) throws IOException {
        int at = number / 2 % SEGMENTS;
        if (segments[at] == null) {
            segments[at] = map();
        }
        return segments[at].get(number % BYTES);
    }

    private MappedByteBuffer map() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, BYTES);
        }
    }
}
