package dev.tidemark.heap.read.hprof;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The primitive fields whose values stay when a dump is redacted: the bookkeeping that tells how
 * large, how full and how bounded something is, and whether it is closed.
 */
final class KeptFields {
    private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.");

    /** Of classes of the JDK. What holds a value there is called otherwise. */
    private static final Set<String> OF_PLATFORM =
            Set.of(
                    "accessOrder",
                    "baseCount",
                    "capacity",
                    "coder",
                    "corePoolSize",
                    "count",
                    "daemon",
                    "elementCount",
                    "fd",
                    "head",
                    "limit",
                    "loadFactor",
                    "mark",
                    "maximumPoolSize",
                    "modCount",
                    "offset",
                    "ordinal",
                    "position",
                    "priority",
                    "putIndex",
                    "sizeCtl",
                    "state",
                    "status",
                    "tail",
                    "takeIndex",
                    "threadStatus",
                    "threshold",
                    "tid");

    /** Of any class: how much is in use. */
    private static final Set<String> COUNTS = Set.of("count", "size", "length", "used");

    /** Of any class, if they are an {@code int}: how far an array of its own is filled or read. */
    private static final Set<String> PLACES =
            Set.of(
                    "cnt",
                    "cursor",
                    "filled",
                    "head",
                    "idx",
                    "index",
                    "len",
                    "n",
                    "num",
                    "occupied",
                    "offset",
                    "pos",
                    "position",
                    "readerIndex",
                    "tail",
                    "top",
                    "writerIndex");

    /** Of any class. */
    private static final Set<String> STATES = Set.of("closed", "isClosed", "is_closed");

    /** Of any class: how much there may be. */
    private static final Pattern BOUND =
            Pattern.compile(
                    "(?i)_?max(?:imum)?(?:segment|cache|queue|total)?"
                            + "(?:size|entries|elements|capacity|weight|count|length|items)?"
                            + "|capacity|limit|bound|size_?limit|capacity_?limit");

    private KeptFields() {}

    static boolean keeps(String className, String field, FieldKind kind) {
        if (PLATFORM.stream().anyMatch(className::startsWith) && OF_PLATFORM.contains(field)) {
            return true;
        }
        return switch (kind) {
            case BOOLEAN -> STATES.contains(field);
            case INT ->
                    COUNTS.contains(field)
                            || PLACES.contains(field)
                            || BOUND.matcher(field).matches();
            case SHORT, LONG -> COUNTS.contains(field) || BOUND.matcher(field).matches();
            case BYTE, CHAR, FLOAT, DOUBLE -> false;
            // Where something is, not what.
            case OBJECT -> true;
        };
    }
}
