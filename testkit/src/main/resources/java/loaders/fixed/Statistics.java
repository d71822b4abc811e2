package com.example.plugins.impl;

import com.example.plugins.Gauges;
import com.example.plugins.Plugin;
import java.util.function.LongSupplier;

public final class Statistics implements Plugin {
    private static final long[] COUNTS = new long[64];

    private final LongSupplier gauge = () -> COUNTS[0];

    @Override
    public void start() {
        Gauges.add(gauge);
    }

    @Override
    public void stop() {
        Gauges.remove(gauge);
    }
}
