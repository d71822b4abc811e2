package dev.tidemark.capture.jvm;

import dev.tidemark.model.ProcessRef;

/**
 * The ways into one JVM that we have.
 *
 * @param majorVersion such as 17; 0 when it is not known
 * @param afterwards what remains to be done when we have detached
 */
record JvmLink(
        ProcessRef process,
        int majorVersion,
        JvmCommands commands,
        JvmMemory memory,
        PendingDump.Request dumps,
        Runnable afterwards) {
    void close() {
        memory.close();
        afterwards.run();
    }
}
