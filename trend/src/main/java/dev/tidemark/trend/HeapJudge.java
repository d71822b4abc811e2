package dev.tidemark.trend;

import dev.tidemark.trend.LifeJudge.Judged;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.Optional;

/** Judges the heap by the best series that its runtime gives. */
record HeapJudge(Life life, TrackJudge tracks) {
    /** Fewer than these are few enough to be looked at one by one. */
    private static final int FEW_BLOCKS = 16;

    private static final int ENOUGH_YOUNG_COLLECTIONS = 20;

    /** What is estimated has to have risen by more than what is read. */
    private static final double LIVE_SET_MATERIAL = 0.05;

    /** What the heap says; empty when it was never measured. */
    Optional<Judged> judge() {
        Optional<Blocks> afterFullGc = life.blocks(Track.POST_GC);
        if (afterFullGc.isPresent() && afterFullGc.get().count() >= SeriesJudge.MIN_BLOCKS) {
            return Optional.of(new Judged(Track.POST_GC, postGc(afterFullGc.get())));
        }
        if (heapFloorTells(life.collections().full())) {
            return tracks.blocks(Track.HEAP_FLOOR)
                    .map(blocks -> new Judged(Track.HEAP_FLOOR, heapFloor(blocks)));
        }
        if (afterFullGc.isPresent() && life.collectsRarely()) {
            return Optional.of(new Judged(Track.POST_GC, rareReadings(afterFullGc.get())));
        }
        return life.blocks(Track.HEAP_FLOOR).map(heap -> new Judged(Track.POST_GC, tooFew()));
    }

    private SeriesOpinion tooFew() {
        int fullCollections = life.collections().full();
        return SeriesOpinion.undecided(
                switch (fullCollections) {
                    case 0 -> "no full collection has run yet";
                    case 1 -> "only one full collection so far";
                    default -> "only %d full collections so far".formatted(fullCollections);
                },
                2 * life.seconds());
    }

    private SeriesOpinion rareReadings(Blocks readings) {
        SeriesOpinion alone = RareReadings.judge(readings);
        Optional<Blocks> heap = life.blocks(Track.HEAP_FLOOR);
        // What young collections leave behind is no even garbage.
        boolean even = heap.isPresent() && life.collections().young() == 0;
        if (!even || alone.kind() == Kind.STEADY) {
            return alone;
        }
        Blocks live = LiveSet.between(heap.get(), readings);
        double material = LIVE_SET_MATERIAL * Math.abs(live.level());
        SeriesOpinion between = TrackJudge.judge(live, material);
        if (readings.count() > 1) {
            // Where growth and a bound explain it as well, readings that rise evenly decide.
            boolean growth = between.kind() == Kind.UNDECIDED && between.slope() > 0;
            return growth && alone.kind() == Kind.LEAKING ? alone : between;
        }
        boolean grew = readings.floor()[0] > live.floor()[0] + material;
        return grew && between.kind() == Kind.LEAKING ? between : alone;
    }

    private SeriesOpinion postGc(Blocks blocks) {
        SeriesOpinion opinion = tracks.judge(Track.POST_GC, blocks);
        // Many collections at the start of a life are no few: their curve tells more.
        boolean few = blocks.count() < FEW_BLOCKS && life.collectsRarely();
        if (opinion.kind() != Kind.UNDECIDED || !few) {
            return opinion;
        }
        SeriesOpinion exact = RareReadings.judge(blocks);
        return exact.kind() == Kind.LEAKING ? exact : opinion;
    }

    /**
     * Where young collections run, or nothing is known of any, the lowest heap is the best there
     * is.
     */
    private boolean heapFloorTells(int fullCollections) {
        boolean young = life.collections().young() >= ENOUGH_YOUNG_COLLECTIONS;
        boolean unknown = !life.collections().countsFull() && fullCollections == 0;
        return unknown || (young && fullCollections < (life.collections().countsFull() ? 1 : 3));
    }

    private SeriesOpinion heapFloor(Blocks blocks) {
        SeriesOpinion opinion =
                HeapFloors.judge(
                        blocks,
                        tracks.material(Track.HEAP_FLOOR, blocks),
                        floors -> tracks.judge(Track.HEAP_FLOOR, floors));
        // Objects that died after their promotion wait for a full collection like those that leak.
        return opinion.kind() == Kind.LEAKING && life.collections().awaitsFull()
                ? SeriesOpinion.undecided(
                        "the heap grows, but no full collection has run yet", 2 * life.seconds())
                : opinion;
    }
}
