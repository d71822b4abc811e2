package com.example.chats;

final class Rooms {
    String join(String guest) throws Exception {
        Lines lines = new Lines(guest);
        Thread listener = lines.listen();
        lines.say("hello");
        lines.say("bye");
        if (listener != Thread.currentThread()) {
            listener.join();
        }
        return guest;
    }
}
