package com.example.tables;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

final class Segments {
    private static final int BYTES = 4096;

    private final Path file;
    private final List<MappedByteBuffer> segments = new ArrayList<>();

    Segments() throws IOException {
        file = Files.write(Files.createTempFile("segments", ".bin"), new byte[BYTES]);
        file.toFile().deleteOnExit();
    }

    synchronized int row(int number) throws IOException {
        MappedByteBuffer segment = map();
        segments.add(segment);
        return segment.get(number % BYTES);
    }

    private MappedByteBuffer map() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, BYTES);
        }
    }
}
