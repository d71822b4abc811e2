package dev.tidemark.testkit;

import java.util.Locale;

/** How one node of a V8 snapshot refers to another, in the order of V8's own list. */
public enum V8EdgeType {
    CONTEXT,
    ELEMENT,
    PROPERTY,
    INTERNAL,
    HIDDEN,
    SHORTCUT,
    WEAK;

    /** The name in {@code meta.edge_types}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether {@code name_or_index} is a number; for all others it is the index of a string. */
    public boolean isIndexed() {
        return this == ELEMENT || this == HIDDEN;
    }
}
