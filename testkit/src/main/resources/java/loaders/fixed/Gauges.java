package com.example.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The host's gauges, to which plug-ins add their own. */
public final class Gauges {
    private static final List<LongSupplier> ALL = new ArrayList<>();

    private Gauges() {}

    public static synchronized void add(LongSupplier gauge) {
        ALL.add(gauge);
    }

    public static synchronized void remove(LongSupplier gauge) {
        ALL.remove(gauge);
    }
}
