package dev.tidemark.capture.linux;

import dev.tidemark.model.Bytes;

/**
 * The lines of {@code /proc/PID/status} that we need.
 *
 * @param uid effective user
 * @param rss resident memory now
 * @param filePages the part of it that is pages of mapped files
 * @param sharedPages the part of it that is shared memory; a page counts as often as it is mapped
 * @param peakRss highest resident memory since the process started
 * @param threads that live, those of the runtime included
 * @param namespacePid its pid as it sees itself, which differs in a container
 * @param caughtSignals bit N-1 is set when the process has a handler for signal N
 */
public record ProcessStatus(
        long uid,
        Bytes rss,
        Bytes filePages,
        Bytes sharedPages,
        Bytes peakRss,
        long threads,
        long namespacePid,
        long caughtSignals) {
    private static final int SIGQUIT = 3;
    private static final int SIGUSR1 = 10;

    /** Whether SIGUSR1 runs a handler instead of killing the process. */
    public boolean catchesSigusr1() {
        return catches(SIGUSR1);
    }

    /** Whether SIGQUIT runs a handler instead of killing the process. */
    public boolean catchesSigquit() {
        return catches(SIGQUIT);
    }

    private boolean catches(int signal) {
        return (caughtSignals >>> (signal - 1) & 1) != 0;
    }

    static ProcessStatus parse(Iterable<String> lines) {
        long uid = -1;
        long rss = 0;
        long files = 0;
        long shared = 0;
        long peak = 0;
        long threads = 0;
        long namespacePid = -1;
        long caught = 0;
        for (String line : lines) {
            String[] words = line.split("\\s+", -1);
            switch (words[0]) {
                case "Uid:" -> uid = Long.parseLong(words[2]);
                case "VmRSS:" -> rss = Long.parseLong(words[1]) * 1024;
                // Shared memory is told apart: a collector may keep its whole heap there.
                case "RssFile:" -> files = Long.parseLong(words[1]) * 1024;
                case "RssShmem:" -> shared = Long.parseLong(words[1]) * 1024;
                case "VmHWM:" -> peak = Long.parseLong(words[1]) * 1024;
                case "Threads:" -> threads = Long.parseLong(words[1]);
                // One for each namespace around it, its own last.
                case "NSpid:" -> namespacePid = Long.parseLong(words[words.length - 1]);
                case "SigCgt:" -> caught = Long.parseUnsignedLong(words[1], 16);
                default -> {}
            }
        }
        return new ProcessStatus(
                uid,
                Bytes.of(rss),
                Bytes.of(files),
                Bytes.of(shared),
                Bytes.of(peak),
                threads,
                namespacePid,
                caught);
    }
}
