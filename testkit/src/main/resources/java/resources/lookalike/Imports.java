package com.example.imports;

import harness.Service;
import java.io.IOException;

/** Every third call reads a file, and unpacks what is in it. */
public final class Imports implements Service {
    private final Inbox inbox;
    private final Unpacker unpacker = new Unpacker();

    public Imports() throws IOException {
        inbox = new Inbox();
    }

    @Override
    public Object handle(int number) throws Exception {
        return number % 3 == 0 ? inbox.firstByte(number) + unpacker.unpack() : number;
    }
}
