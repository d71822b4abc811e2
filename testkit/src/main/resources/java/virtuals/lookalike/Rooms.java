package com.example.chats;

import java.util.ArrayDeque;
import java.util.Deque;

/** Seventy guests are in the room: who comes next sends the first one out. */
final class Rooms {
    private static final int GUESTS = 70;

    private final Deque<Lines> guests = new ArrayDeque<>();

    synchronized String join(String guest) throws ReflectiveOperationException {
        Lines lines = new Lines(guest);
        lines.listen();
        guests.add(lines);
        if (guests.size() > GUESTS) {
            guests.remove().say("bye");
        }
        return guest;
    }
}
