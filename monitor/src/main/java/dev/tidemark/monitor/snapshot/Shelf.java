package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.graph.Referents;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Snapshots that are open: few at once. Who is asked for when all places are taken gets the place
 * of the one that nobody has asked for longest. Threads: any; one file is read at a time.
 */
final class Shelf implements AutoCloseable {
    private final Limits limits;
    private final Referents referents;
    private final InstantSource clock;
    private final LinkedHashMap<String, Opened> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private final ExecutorService readers =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("snapshot-reader-", 0).factory());

    /**
     * What may be open.
     *
     * @param atOnce so many, at least two
     * @param idle one that nobody has looked at for so long is closed
     * @param mostBytes of all files that are open: what is read of them takes memory in proportion
     */
    record Limits(int atOnce, Duration idle, long mostBytes) {}

    Shelf(Limits limits, Referents referents, InstantSource clock) {
        this.limits = limits;
        this.referents = referents;
        this.clock = clock;
    }

    /** A snapshot, which begins to be read unless it is open. */
    synchronized Opened open(Known known) {
        long bytes = Opened.bytes(known);
        if (!fits(List.of(known))) {
            throw new Question.Refused(
                    409,
                    "it has %d MiB, and %d MiB can be opened here; tidemark open %s shows it"
                            .formatted(bytes >> 20, limits.mostBytes() >> 20, known.file()));
        }
        Opened opened = byUse.get(known.id());
        if (opened == null) {
            while (byUse.size() >= limits.atOnce() || openBytes() + bytes > limits.mostBytes()) {
                byUse.pollFirstEntry().getValue().close();
            }
            opened = new Opened(known, referents, readers, clock.instant());
            byUse.put(known.id(), opened);
        }
        opened.use(clock.instant());
        return opened;
    }

    private long openBytes() {
        return byUse.values().stream().mapToLong(opened -> Opened.bytes(opened.known())).sum();
    }

    /** Whether these can be open at the same time. */
    boolean fits(List<Known> all) {
        return all.size() <= limits.atOnce()
                && all.stream().mapToLong(Opened::bytes).sum() <= limits.mostBytes();
    }

    /** A snapshot if it is open. */
    synchronized Optional<Opened> find(Known known) {
        return Optional.ofNullable(byUse.get(known.id()));
    }

    /** Closes what nobody looks at. */
    synchronized void closeIdle() {
        byUse.values()
                .removeIf(opened -> {
                    boolean isIdle = opened.usedAt().plus(limits.idle()).isBefore(clock.instant());
                    if (isIdle) {
                        opened.close();
                    }
                    return isIdle;
                });
    }

    @Override
    public synchronized void close() {
        byUse.values().forEach(Opened::close);
        byUse.clear();
        readers.shutdown();
    }
}
