package dev.tidemark.capture.jvm;

import dev.tidemark.model.ProcessRef;
import org.jspecify.annotations.Nullable;

/**
 * The ways into one JVM that we have.
 *
 * @param majorVersion such as 17; 0 when it is not known
 * @param stream of recordings, for a JVM that shares no files with us; null if it does
 * @param afterwards what remains to be done when we have detached
 */
record JvmLink(
        ProcessRef process,
        int majorVersion,
        JvmCommands commands,
        JvmMemory memory,
        PendingDump.Request dumps,
        @Nullable RecordingStream stream,
        Runnable afterwards) {
    void close() {
        memory.close();
        afterwards.run();
    }
}
