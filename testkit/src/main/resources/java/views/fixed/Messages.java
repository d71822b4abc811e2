package com.example.messages;

import harness.Service;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads messages, and keeps a little of each. */
public final class Messages implements Service {
    private final Digest digest = new Digest();

    @Override
    public Object handle(int number) {
        List<Long> measured = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            measured.add(i % 8);
        }
        ByteBuffer body = ByteBuffer.allocate(900).putInt(number).rewind();
        return digest.note(measured, body);
    }
}
