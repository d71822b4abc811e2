package dev.tidemark.monitor.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** What is wrong now, in words. Threads: any. */
final class Trouble {
    private final Map<Kind, String> texts = new EnumMap<>(Kind.class);

    /** What can go wrong, independently of each other. */
    enum Kind {
        DATABASE,
        CLOCK,
        DAMAGE
    }

    synchronized void is(Kind kind, String text) {
        texts.put(kind, text);
    }

    synchronized void over(Kind kind) {
        texts.remove(kind);
    }

    synchronized boolean has(Kind kind) {
        return texts.containsKey(kind);
    }

    /** All of it in one line; empty when all is well. */
    synchronized String text() {
        StringJoiner all = new StringJoiner("; ");
        texts.values().forEach(all::add);
        return all.toString();
    }
}
