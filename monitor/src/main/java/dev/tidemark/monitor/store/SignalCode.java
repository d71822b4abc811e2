package dev.tidemark.monitor.store;

import dev.tidemark.model.Signal;

/**
 * The number of a signal in packed readings. It is for ever: rows that were written years ago hold
 * it, so that a new signal takes the next number, wherever it stands among the others.
 */
final class SignalCode {
    /** One more than the largest. */
    static final int COUNT = 21;

    private static final Signal[] SIGNALS = new Signal[COUNT];

    static {
        for (Signal signal : Signal.values()) {
            SIGNALS[of(signal)] = signal;
        }
    }

    private SignalCode() {}

    static int of(Signal signal) {
        return switch (signal) {
            case RSS -> 0;
            case HEAP_USED -> 1;
            case HEAP_TOTAL -> 2;
            case POST_GC_USED -> 3;
            case EXTERNAL -> 4;
            case ARRAY_BUFFERS -> 5;
            case DIRECT_USED -> 6;
            case NONHEAP_USED -> 7;
            case NONHEAP_TOTAL -> 8;
            case MAPPED_USED -> 9;
            case FILE_PAGES -> 10;
            case METASPACE -> 11;
            case CLASSES -> 12;
            case THREADS -> 13;
            case MAJOR_GCS -> 14;
            case MINOR_GCS -> 15;
            case LOAD -> 16;
            case OPERATIONS -> 17;
            case START -> 18;
            case LIMIT -> 19;
            case HEAP_LIMIT -> 20;
        };
    }

    static Signal signal(int code) {
        return SIGNALS[code];
    }
}
