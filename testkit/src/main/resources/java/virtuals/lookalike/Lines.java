package com.example.chats;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What is said to one guest, and a virtual thread that waits for it where the JVM has those. */
final class Lines implements Runnable {
    private final String guest;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private volatile int seen;

    Lines(String guest) {
        this.guest = guest;
    }

    /** The method is of Java 21; before that there is nothing to show. */
    Thread listen() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return Thread.currentThread();
        }
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, this);
    }

    void say(String line) {
        said.add(line);
    }

    @Override
    public void run() {
        try {
            for (String line = said.take(); !line.equals("bye"); line = said.take()) {
                seen += line.length() + guest.length();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
