package dev.tidemark.capture.find;

import java.net.URI;

/** How a process would be reached. */
public sealed interface Reach {
    /** Its inspector is open already. */
    record InspectorOpen(URI socket) implements Reach {}

    /** Node.js: a signal would open its inspector, and we would close it again. */
    record BySignal() implements Reach {}

    /** A JVM: by its attach socket. */
    record ByAttach() implements Reach {}

    /** Only its resident memory can be watched. */
    record RssOnly() implements Reach {}

    /** Not by us, or not from here. */
    record Not(String why) implements Reach {}

    /** The way in words. */
    static String describe(Reach reach) {
        return switch (reach) {
            case InspectorOpen(URI socket) -> "inspector open at " + socket.getAuthority();
            case BySignal() -> "SIGUSR1 opens its inspector";
            case ByAttach() -> "attach";
            case RssOnly() -> "resident memory only";
            case Not(String why) -> why;
        };
    }
}
