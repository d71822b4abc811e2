package com.example.orders;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A registry of counters, as libraries for metrics have one. */
final class Meters {
    record Tag(String key, String value) {}

    record Id(String name, List<Tag> tags) {}

    static final class Counter {
        final Id id;
        final LongAdder value = new LongAdder();

        Counter(Id id) {
            this.id = id;
        }
    }

    static final Meters GLOBAL = new Meters();

    private final Map<Id, Counter> meters = new ConcurrentHashMap<>();

    Counter counter(String name, Tag... tags) {
        return meters.computeIfAbsent(new Id(name, List.of(tags)), Counter::new);
    }
}
