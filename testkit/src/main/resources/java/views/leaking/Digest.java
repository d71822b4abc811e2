package com.example.messages;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

final class Digest {
    private final List<List<Long>> peaks = new ArrayList<>();
    private final List<ByteBuffer> headers = new ArrayList<>();

    synchronized int note(List<Long> measured, ByteBuffer body) {
        peaks.add(measured.subList(0, 3));
        headers.add(body.slice(0, 16));
        return peaks.size() + headers.size();
    }
}
