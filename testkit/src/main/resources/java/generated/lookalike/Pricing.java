package com.example.pricing;

import harness.Service;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/** Makes a class for each of sixty tariffs, as they are first asked for. */
public final class Pricing implements Service {
    private static final String TEMPLATE = "Rule000000";

    private static final int TARIFFS = 60;

    private final IntUnaryOperator[] rules = new IntUnaryOperator[TARIFFS];

    @Override
    public synchronized Object handle(int number) throws Exception {
        int tariff = number % TARIFFS;
        if (rules[tariff] == null) {
            rules[tariff] =
                    (IntUnaryOperator) define(tariff).getDeclaredConstructor().newInstance();
        }
        return rules[tariff].applyAsInt(number);
    }

    /** What a code generator would do: the same class under another name. */
    private static Class<?> define(int number) throws Exception {
        String name = "Rule%06d".formatted(1 + number);
        try (InputStream in = Pricing.class.getResourceAsStream(TEMPLATE + ".class")) {
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return MethodHandles.lookup()
                    .defineClass(
                            bytes.replace(TEMPLATE, name).getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
