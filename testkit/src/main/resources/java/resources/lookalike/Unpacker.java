package com.example.imports;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.ArrayDeque;
import java.util.Deque;

/** A pool of forty: the oldest is ended where there are more. */
final class Unpacker {
    private static final int MOST = 40;

    private final Deque<Inflater> inflaters = new ArrayDeque<>();

    synchronized int unpack() throws DataFormatException {
        inflaters.add(new Inflater());
        if (inflaters.size() > MOST) {
            inflaters.remove().end();
        }
        return inflaters.getLast().getTotalIn();
    }
}
