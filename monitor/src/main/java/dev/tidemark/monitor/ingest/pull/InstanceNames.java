package dev.tidemark.monitor.ingest.pull;

import java.util.HashSet;
import java.util.Set;

/**
 * Names of instances in use. A process that is started again gets the name it had; one that runs
 * beside another with the same command line gets a number. Threads: any.
 */
final class InstanceNames {
    private final Set<String> used = new HashSet<>();

    synchronized String take(String service, String wanted) {
        String name = wanted;
        for (int number = 2; !used.add(service + "\n" + name); number++) {
            name = wanted + " #" + number;
        }
        return name;
    }

    synchronized void release(String service, String name) {
        used.remove(service + "\n" + name);
    }
}
