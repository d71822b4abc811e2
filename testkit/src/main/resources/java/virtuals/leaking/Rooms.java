package com.example.chats;

final class Rooms {
    String join(String guest) throws ReflectiveOperationException {
        Lines lines = new Lines(guest);
        lines.listen();
        lines.say("hello");
        return guest;
    }
}
