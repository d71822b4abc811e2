package com.example.messages;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Deque;

/** The last sixty messages are kept whole, by views that show all of them. */
final class Digest {
    private static final int LAST = 60;

    private final Deque<List<Long>> peaks = new ArrayDeque<>();
    private final Deque<ByteBuffer> headers = new ArrayDeque<>();

    synchronized int note(List<Long> measured, ByteBuffer body) {
        peaks.add(measured.subList(0, measured.size()));
        headers.add(body.slice());
        if (peaks.size() > LAST) {
            peaks.remove();
            headers.remove();
        }
        return peaks.size() + headers.size();
    }
}
