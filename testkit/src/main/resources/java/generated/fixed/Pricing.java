package com.example.pricing;

import harness.Service;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/** Makes one class, and gives it what differs. */
public final class Pricing implements Service {
    private static final String TEMPLATE = "Rule000000";

    private IntUnaryOperator rule;

    @Override
    public synchronized Object handle(int number) throws Exception {
        if (rule == null) {
            rule = (IntUnaryOperator) define(0).getDeclaredConstructor().newInstance();
        }
        return rule.applyAsInt(number);
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
