package dev.tidemark.model;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is measured of a process over time. The column names are those that CSV files of
 * memory series use.
 */
public enum Signal {
    /** Resident set size, bytes. */
    RSS("resident memory", "rss"),
    /** Heap in use, garbage included, bytes. */
    HEAP_USED("heap in use", "heap_used"),
    /** Heap reserved from the system, bytes. */
    HEAP_TOTAL("heap reserved", "heap_total", "heap_committed"),
    /** Heap in use right after the latest full collection, bytes. */
    POST_GC_USED("heap after full GC", "post_gc_used", "post_gc"),
    /** Memory outside of the heap that objects in it own, bytes. */
    EXTERNAL("external memory", "external"),
    /** The part of {@link #EXTERNAL} that is ArrayBuffers and Buffers, bytes. */
    ARRAY_BUFFERS("array buffers", "array_buffers"),
    /** Direct buffers of a JVM, bytes. */
    DIRECT_USED("direct buffers", "direct_used"),
    /** Metaspace, code cache and the like of a JVM, bytes. */
    NONHEAP_USED("non-heap memory", "nonheap_used"),
    /** What a JVM has reserved from the system for {@link #NONHEAP_USED}, bytes. */
    NONHEAP_TOTAL("non-heap memory reserved", "nonheap_total", "nonheap_committed"),
    /** Files that a JVM has mapped as buffers, bytes; the system may drop their pages. */
    MAPPED_USED("mapped buffers", "mapped_used"),
    /**
     * The part of {@link #RSS} that is pages of files: programs, libraries, mapped files; bytes.
     */
    FILE_PAGES("pages of files", "rss_file"),
    /** The part of {@link #NONHEAP_USED} that describes classes, bytes. */
    METASPACE("metaspace", "metaspace"),
    /** Classes that are loaded, a count. */
    CLASSES("loaded classes", "classes"),
    /** Threads that live, a count. */
    THREADS("live threads", "threads"),
    /** Full collections since the process started. */
    MAJOR_GCS("full collections", "major_gcs", "old_gcs"),
    /** Young collections since the process started. */
    MINOR_GCS("young collections", "minor_gcs", "young_gcs"),
    /** Operations per second at the time of the sample. */
    LOAD("operations per second", "load"),
    /** Operations done since the process started. */
    OPERATIONS("operations", "ops"),
    /** When the process started, in the unit and epoch of the sample's time. */
    START("process start", "start"),
    /** The most that the process may have in memory, such as its container's limit, bytes. */
    LIMIT("limit", "limit"),
    /** The most that its heap may become, bytes. */
    HEAP_LIMIT("heap limit", "heap_limit");

    private final String label;
    private final String column;
    private final String alias;

    Signal(String label, String column) {
        this(label, column, column);
    }

    Signal(String label, String column, String alias) {
        this.label = label;
        this.column = column;
        this.alias = alias;
    }

    /** The signal in words. */
    public String label() {
        return label;
    }

    /** The name of its column in a CSV file that we write. */
    public String column() {
        return column;
    }

    /** The signal that a CSV column of this name holds, whatever its case. */
    public static Optional<Signal> ofColumn(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        for (Signal signal : values()) {
            if (signal.column.equals(wanted) || signal.alias.equals(wanted)) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }
}
