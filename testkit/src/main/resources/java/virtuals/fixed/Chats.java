package com.example.chats;

import harness.Service;

public final class Chats implements Service {
    private final Rooms rooms = new Rooms();

    @Override
    public Object handle(int number) throws Exception {
        return rooms.join("guest-" + number);
    }
}
