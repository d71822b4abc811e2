package dev.tidemark.trend;

import org.jspecify.annotations.Nullable;

/**
 * What growth has left before it meets a limit.
 *
 * @param limit in bytes
 * @param left bytes until then, at least 0
 */
record Headroom(double limit, double left) {

    /** That of the limit which this series meets first; null when none is known. */
    static @Nullable Headroom of(Life life, Track track) {
        Headroom process = ofProcess(life);
        if (!track.isHeap()) {
            return process;
        }
        double heap =
                track == Track.POST_GC
                        ? life.collections().latestLeft()
                        : life.blocks(track).map(Blocks::end).orElse(Double.NaN);
        // What the process has in memory already is no less than its limit: this one is the heap's.
        boolean heapsOwn = process == null && Double.isNaN(life.heapLimit());
        Headroom own = of(heapsOwn ? life.limit() : life.heapLimit(), heap);
        return process == null || (own != null && own.left < process.left) ? own : process;
    }

    private static @Nullable Headroom ofProcess(Life life) {
        return life.limit() > life.rss() ? of(life.limit(), life.rss()) : null;
    }

    private static @Nullable Headroom of(double limit, double used) {
        return Double.isNaN(limit - used) ? null : new Headroom(limit, Math.max(0, limit - used));
    }
}
