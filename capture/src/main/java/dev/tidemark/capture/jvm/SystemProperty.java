package dev.tidemark.capture.jvm;

import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/** System properties of a JVM as its Runtime MBean lists them. */
enum SystemProperty {
    JAVA_VERSION("java.version"),
    COMMAND("sun.java.command");

    private final String key;

    SystemProperty(String key) {
        this.key = key;
    }

    @Nullable String in(@Nullable Object properties) {
        CompositeData row =
                properties instanceof TabularData table ? table.get(new Object[] {key}) : null;
        return row == null ? null : String.valueOf(row.get("value"));
    }
}
