package dev.tidemark.trend;

import dev.tidemark.model.Bytes;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges every series of one life and picks the one that answers for all. */
final class LifeJudge {
    /** Fewer than these are few enough to be looked at one by one. */
    private static final int FEW_BLOCKS = 16;

    private static final int ENOUGH_YOUNG_COLLECTIONS = 20;

    /** A part that explains this share of the growth of the whole is named instead of it. */
    private static final double EXPLAINS = 0.5;

    private static final double NEARLY_ALL = 0.8;

    /** Share of a rise outside of the heap that resident memory has to show as well. */
    private static final double SHOWN = 0.4;

    /** What is estimated has to have risen by more than what is read. */
    private static final double LIVE_SET_MATERIAL = 0.05;

    private final Life life;
    private final List<Judged> judged = new ArrayList<>();

    private LifeJudge(Life life) {
        this.life = life;
    }

    /** A series and what it says. */
    record Judged(Track track, SeriesOpinion opinion) {}

    /** The answer of the life; the deciding series is first, the others follow. */
    static List<Judged> judge(Life life) {
        LifeJudge judge = new LifeJudge(life);
        judge.judgeHeap();
        for (Track track :
                List.of(
                        Track.ARRAY_BUFFERS,
                        Track.EXTERNAL,
                        Track.DIRECT,
                        Track.NONHEAP,
                        Track.OUTSIDE)) {
            judge.judge(track);
        }
        if (judge.judged.isEmpty()) {
            judge.judge(Track.RSS);
        }
        return judge.decidingFirst();
    }

    private void judgeHeap() {
        Optional<Blocks> afterFullGc = life.blocks(Track.POST_GC);
        int fullCollections = life.fullCollections();
        if (afterFullGc.isPresent() && afterFullGc.get().count() >= SeriesJudge.MIN_BLOCKS) {
            add(Track.POST_GC, postGc(afterFullGc.get()));
        } else if (heapFloorTells(fullCollections)) {
            blocks(Track.HEAP_FLOOR).ifPresent(blocks -> add(Track.HEAP_FLOOR, heapFloor(blocks)));
        } else if (afterFullGc.isPresent() && life.collectsRarely()) {
            add(Track.POST_GC, rareReadings(afterFullGc.get()));
        } else if (life.blocks(Track.HEAP_FLOOR).isPresent()) {
            add(
                    Track.POST_GC,
                    SeriesOpinion.undecided(
                            switch (fullCollections) {
                                case 0 -> "no full collection has run yet";
                                case 1 -> "only one full collection so far";
                                default ->
                                        "only %d full collections so far"
                                                .formatted(fullCollections);
                            },
                            2 * life.seconds()));
        }
    }

    private SeriesOpinion rareReadings(Blocks readings) {
        SeriesOpinion alone = RareReadings.judge(readings);
        Optional<Blocks> heap = life.blocks(Track.HEAP_FLOOR);
        // What young collections leave behind is no even garbage.
        boolean even = heap.isPresent() && life.youngCollections() == 0;
        if (!even || alone.kind() == Kind.STEADY) {
            return alone;
        }
        Blocks live = LiveSet.between(heap.get(), readings);
        double material = LIVE_SET_MATERIAL * Math.abs(live.level());
        SeriesOpinion between =
                SeriesJudge.judge(live, SeriesJudge.Scale.of(live.level(), material));
        if (readings.count() > 1) {
            // Where growth and a bound explain it as well, readings that rise evenly decide.
            boolean growth = between.kind() == Kind.UNDECIDED && between.slope() > 0;
            return growth && alone.kind() == Kind.LEAKING ? alone : between;
        }
        boolean grew = readings.floor()[0] > live.floor()[0] + material;
        return grew && between.kind() == Kind.LEAKING ? between : alone;
    }

    private SeriesOpinion postGc(Blocks blocks) {
        SeriesOpinion opinion = judge(Track.POST_GC, blocks);
        boolean few = blocks.count() < FEW_BLOCKS && life.collectsRarely();
        if (opinion.kind() != Kind.UNDECIDED || !few) {
            // Many collections at the start of a life are no few: their curve tells more.
            return opinion;
        }
        SeriesOpinion exact = RareReadings.judge(blocks);
        return exact.kind() == Kind.LEAKING ? exact : opinion;
    }

    private void add(Track track, SeriesOpinion opinion) {
        judged.add(new Judged(track, opinion));
    }

    /**
     * Where young collections run, or nothing is known of any, the lowest heap is the best there
     * is.
     */
    private boolean heapFloorTells(int fullCollections) {
        boolean young = life.youngCollections() >= ENOUGH_YOUNG_COLLECTIONS;
        boolean unknown = !life.countsMajorCollections() && fullCollections == 0;
        return unknown || (young && fullCollections < (life.countsMajorCollections() ? 1 : 3));
    }

    private SeriesOpinion heapFloor(Blocks blocks) {
        SeriesOpinion opinion =
                HeapFloors.judge(
                        blocks,
                        material(Track.HEAP_FLOOR, blocks),
                        floors -> judge(Track.HEAP_FLOOR, floors));
        // Objects that died after their promotion wait for a full collection like those that leak.
        return opinion.kind() == Kind.LEAKING && life.awaitsFullCollection()
                ? SeriesOpinion.undecided(
                        "the heap grows, but no full collection has run yet", 2 * life.seconds())
                : opinion;
    }

    private Optional<Blocks> blocks(Track track) {
        Optional<Blocks> blocks = life.blocks(track);
        return track.hasGarbage() ? blocks.map(SeriesJudge::withoutGarbage) : blocks;
    }

    private void judge(Track track) {
        Optional<Blocks> blocks = blocks(track);
        if (blocks.isPresent()) {
            add(track, track == Track.OUTSIDE ? outside(blocks.get()) : judge(track, blocks.get()));
        }
    }

    private SeriesOpinion outside(Blocks blocks) {
        SeriesOpinion certain = judge(Track.OUTSIDE, blocks);
        boolean calm = certain.kind() == Kind.STEADY || certain.kind() == Kind.SETTLED;
        if (!calm || blocks.range() < life.untouchedHeap() / 2) {
            return shownByResident(certain);
        }
        double level = Math.abs(blocks.level());
        double material = Track.OUTSIDE.materialShare() * whole(Track.OUTSIDE, level);
        SeriesOpinion apart = SeriesJudge.judge(blocks, SeriesJudge.Scale.of(level, material));
        return apart.kind() == Kind.LEAKING ? shownByResident(untouchedMayExplain(apart)) : certain;
    }

    /** Growth of which a good part may be heap that had been reserved long before. */
    private SeriesOpinion untouchedMayExplain(SeriesOpinion growth) {
        double untouched = life.untouchedHeap();
        double lacking = Math.max(0, untouched - growth.rise()) / Math.max(1, growth.slope());
        return growth.undecidedUntil(
                life.seconds() + lacking,
                "grew by %s, but %s of heap that was reserved may only have come into memory"
                        .formatted(Bytes.of(growth.rise()), Bytes.of(untouched)));
    }

    /**
     * Growth outside of the heap has to show in resident memory.
     *
     * <p>An allocator keeps what it once had from the system. When the heap shrinks and it does not
     * give back, the difference grows without anything that leaks.
     */
    private SeriesOpinion shownByResident(SeriesOpinion opinion) {
        Optional<Blocks> resident = life.blocks(Track.RSS);
        if (opinion.kind() != Kind.LEAKING || resident.isEmpty()) {
            return opinion;
        }
        double shown = resident.get().riseFrom(opinion.onset());
        return shown > SHOWN * opinion.rise()
                ? opinion
                : opinion.as(
                        Kind.UNDECIDED,
                        "grows while the heap shrinks: the allocator may only have kept what it had");
    }

    private SeriesOpinion judge(Track track, Blocks blocks) {
        double level = Math.abs(blocks.level());
        return SeriesJudge.judge(blocks, SeriesJudge.Scale.of(level, material(track, blocks)));
    }

    private double material(Track track, Blocks blocks) {
        double least = track == Track.OUTSIDE ? life.untouchedHeap() : track.materialBytes();
        double whole = whole(track, Math.abs(blocks.level()));
        return Math.max(track.materialShare() * whole, least);
    }

    /** What growth is measured by: the heap by itself, all else by the whole process. */
    private double whole(Track track, double level) {
        return track.isHeap() || Double.isNaN(life.rss()) ? level : life.rss();
    }

    private List<Judged> decidingFirst() {
        Judged first = deciding();
        List<Judged> ordered = new ArrayList<>();
        if (first != null) {
            ordered.add(first);
        }
        for (Judged one : judged) {
            if (first == null || one.track() != first.track()) {
                ordered.add(one);
            }
        }
        return ordered;
    }

    private @Nullable Judged deciding() {
        Judged leaking = largest(Kind.LEAKING);
        if (leaking != null) {
            return preferPart(leaking);
        }
        Judged undecided = largest(Kind.UNDECIDED);
        if (undecided != null) {
            return undecided;
        }
        Judged settled = first(Kind.SETTLED);
        return settled != null ? settled : first(Kind.STEADY);
    }

    private @Nullable Judged first(Kind kind) {
        for (Judged one : judged) {
            if (one.opinion().kind() == kind) {
                return one;
            }
        }
        return null;
    }

    /** The part that explains the growth, when a whole that contains it grew more. */
    private Judged preferPart(Judged whole) {
        for (Judged part : judged) {
            if (part.opinion().kind() == Kind.LEAKING && explains(part, whole)) {
                return part;
            }
        }
        return whole;
    }

    private boolean explains(Judged part, Judged whole) {
        double share = inMemory(part) / Math.max(1, whole.opinion().rise());
        return switch (whole.track()) {
            case OUTSIDE -> part.track() != Track.OUTSIDE && share > EXPLAINS;
            case EXTERNAL -> part.track() == Track.ARRAY_BUFFERS && share > NEARLY_ALL;
            default -> false;
        };
    }

    /** What the growth of a part takes: classes need much more than what is in use for them. */
    private double inMemory(Judged part) {
        double reserved =
                part.track() == Track.NONHEAP
                        ? life.rise(Track.NONHEAP_TOTAL, part.opinion().onset())
                        : 0;
        return Math.max(part.opinion().rise(), reserved);
    }

    private @Nullable Judged largest(Kind kind) {
        Judged largest = null;
        for (Judged one : judged) {
            if (one.opinion().kind() == kind
                    && (largest == null || one.opinion().rise() > largest.opinion().rise())) {
                largest = one;
            }
        }
        return largest;
    }
}
