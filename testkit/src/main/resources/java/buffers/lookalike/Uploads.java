package com.example.uploads;

import harness.Service;
import java.nio.ByteBuffer;

/** Copies what it is sent through a direct buffer. */
public final class Uploads implements Service {
    private final Buffers buffers = new Buffers();

    @Override
    public Object handle(int number) {
        ByteBuffer buffer = buffers.take();
        buffer.clear();
        buffer.putInt(number);
        int sent = buffer.position();
        buffers.giveBack(buffer);
        return sent;
    }
}
