package dev.tidemark.heap.graph;

/** The kinds of snapshot files that can be read. */
public enum SnapshotFormat {
    V8("v8"),
    HPROF("hprof");

    private final String id;

    SnapshotFormat(String id) {
        this.id = id;
    }

    /** The name in reports. */
    public String id() {
        return id;
    }
}
