package com.example.pricing;

import java.util.function.IntUnaryOperator;

/** What the others are made from. */
public final class Rule000000 implements IntUnaryOperator {
    private static final int[] STEPS = new int[24];

    @Override
    public int applyAsInt(int price) {
        return price + STEPS[price % STEPS.length];
    }
}
