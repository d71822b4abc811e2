package dev.tidemark.model;

/** What runs inside a process, and so which facts about its memory can be had. */
public enum RuntimeKind {
    NODE("Node.js"),
    CHROME("Chrome"),
    JVM("JVM"),
    LINUX("Linux process");

    private final String label;

    RuntimeKind(String label) {
        this.label = label;
    }

    /** The runtime as people write it. */
    public String label() {
        return label;
    }
}
