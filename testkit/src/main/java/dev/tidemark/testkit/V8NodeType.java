package dev.tidemark.testkit;

import java.util.Locale;

/** What kind of thing a node of a V8 snapshot is, in the order of V8's own list. */
public enum V8NodeType {
    HIDDEN,
    ARRAY,
    STRING,
    OBJECT,
    CODE,
    CLOSURE,
    REGEXP,
    NUMBER,
    NATIVE,
    SYNTHETIC,
    CONCATENATED_STRING,
    SLICED_STRING,
    SYMBOL,
    BIGINT,
    OBJECT_SHAPE,
    /** Only Node 20 knows it. */
    WASM_OBJECT;

    /** The name in {@code meta.node_types}, as in {@code concatenated string}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
