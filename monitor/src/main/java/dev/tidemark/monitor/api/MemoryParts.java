package dev.tidemark.monitor.api;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/**
 * What the resident memory of a process consists of, as far as its signals tell. The parts add up
 * to it: what a runtime has reserved need not be resident, so it is cut to what is left.
 */
final class MemoryParts {
    private final List<Part> parts = new ArrayList<>();
    private final MemorySample latest;
    private double left;

    private MemoryParts(MemorySample latest, double rss) {
        this.latest = latest;
        this.left = rss;
    }

    /** A part of memory. */
    record Part(String name, double bytes) {}

    /** The parts; none when resident memory or the heap is not known. */
    static List<Part> of(MemorySample latest) {
        OptionalDouble rss = latest.value(Signal.RSS);
        if (rss.isEmpty() || latest.value(Signal.HEAP_USED).isEmpty()) {
            return List.of();
        }
        MemoryParts parts = new MemoryParts(latest, rss.getAsDouble());
        parts.collect();
        return List.copyOf(parts.parts);
    }

    private void collect() {
        double heap = value(Signal.HEAP_USED);
        double buffers = value(Signal.ARRAY_BUFFERS);
        add("heap in use", heap);
        add("array buffers", buffers);
        add("other external memory", value(Signal.EXTERNAL) - buffers);
        add("direct buffers", value(Signal.DIRECT_USED));
        add("metaspace", value(Signal.METASPACE));
        add("other non-heap memory", value(Signal.NONHEAP_USED) - value(Signal.METASPACE));
        add("pages of files", value(Signal.FILE_PAGES));
        add("heap reserved and free", value(Signal.HEAP_TOTAL) - heap);
        add("other", left);
    }

    private double value(Signal signal) {
        return latest.value(signal).orElse(0);
    }

    private void add(String name, double bytes) {
        double resident = Math.min(bytes, left);
        if (resident > 0) {
            parts.add(new Part(name, resident));
            left -= resident;
        }
    }

    static void write(JsonGenerator json, MemorySample latest) {
        List<Part> parts = of(latest);
        json.writeArrayPropertyStart("parts");
        for (Part part : parts) {
            json.writeStartObject();
            json.writeStringProperty("name", part.name());
            Json.number(json, "bytes", part.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (parts.isEmpty()) {
            json.writeNullProperty("partsOf");
            return;
        }
        json.writeObjectPropertyStart("partsOf");
        json.writeStringProperty("signal", Signal.RSS.column());
        Json.number(json, "bytes", latest.value(Signal.RSS).orElse(Double.NaN));
        json.writeEndObject();
    }
}
