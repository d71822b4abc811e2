package dev.tidemark.report;

import dev.tidemark.model.NativeMemory;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What grew outside of a JVM's heap, in text and JSON; null when the JVM does not track it. */
final class NativeGrowth {
    private static final int MOST_IN_TEXT = 3;

    /** Less comes and goes in any JVM, for compiled code and its own lists. */
    private static final double WORTH_A_WORD = 1 << 20;

    private NativeGrowth() {}

    static void write(JsonGenerator json, @Nullable List<NativeMemory.Growth> growth) {
        if (growth == null) {
            json.writeNullProperty("nativeMemory");
            return;
        }
        json.writeArrayPropertyStart("nativeMemory");
        for (NativeMemory.Growth one : growth) {
            json.writeStartObject();
            json.writeStringProperty("category", one.category());
            JsonReport.number(json, "committedBytes", one.committed().value());
            JsonReport.number(json, "grownBytes", one.grown().value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A line of its own, if anything grew that is worth a word. */
    static void line(TextPage page, Ink ink, @Nullable List<NativeMemory.Growth> growth) {
        line(page, ink, growth, TextPage.WIDTH);
    }

    static void line(
            TextPage page, Ink ink, @Nullable List<NativeMemory.Growth> growth, int width) {
        String grown = text(growth);
        if (!grown.isEmpty()) {
            String label = "Grown outside of the heap   ";
            page.labelled(label, ink.bold(label), TextPage.wrap(grown, width - label.length()));
        }
    }

    /** {@code Thread +50.1 MiB to 62.0 MiB, Code +1.20 MiB to 3.81 MiB}; empty when none grew. */
    static String text(@Nullable List<NativeMemory.Growth> growth) {
        return growth == null
                ? ""
                : growth.stream()
                        .filter(one -> one.grown().value() >= WORTH_A_WORD)
                        .limit(MOST_IN_TEXT)
                        .map(one -> one.category() + " +" + one.grown() + " to " + one.committed())
                        .collect(Collectors.joining(", "));
    }
}
