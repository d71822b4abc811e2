package dev.tidemark.monitor.api;

import dev.tidemark.model.Signal;
import tools.jackson.core.JsonGenerator;

/** In what signals are measured. */
final class Units {
    private Units() {}

    static String of(Signal signal) {
        return switch (signal) {
            case RSS,
                    HEAP_USED,
                    HEAP_TOTAL,
                    POST_GC_USED,
                    EXTERNAL,
                    ARRAY_BUFFERS,
                    DIRECT_USED,
                    NONHEAP_USED,
                    NONHEAP_TOTAL,
                    MAPPED_USED,
                    FILE_PAGES,
                    METASPACE,
                    LIMIT,
                    HEAP_LIMIT ->
                    "bytes";
            case CLASSES, THREADS, MAJOR_GCS, MINOR_GCS, OPERATIONS -> "count";
            case LOAD -> "perSecond";
            case START -> "seconds";
        };
    }

    /** Whether it is memory that the process has; a limit would be a line far above all others. */
    static boolean isMemory(Signal signal) {
        return of(signal).equals("bytes") && signal != Signal.LIMIT && signal != Signal.HEAP_LIMIT;
    }

    /** The name of a signal, in words, and its unit. */
    static void write(JsonGenerator json, Signal signal) {
        json.writeStringProperty("signal", signal.column());
        json.writeStringProperty("label", signal.label());
        json.writeStringProperty("unit", of(signal));
    }
}
