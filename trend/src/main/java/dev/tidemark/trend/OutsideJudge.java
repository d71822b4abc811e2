package dev.tidemark.trend;

import dev.tidemark.model.Bytes;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.Optional;

/** Judges what is resident outside of the heap, where allocators keep what they once had. */
record OutsideJudge(Life life, TrackJudge tracks) {
    /** Share of a rise outside of the heap that resident memory has to show as well. */
    private static final double SHOWN = 0.4;

    SeriesOpinion judge(Blocks blocks) {
        SeriesOpinion certain = tracks.judge(Track.OUTSIDE, blocks);
        boolean calm = certain.kind() == Kind.STEADY || certain.kind() == Kind.SETTLED;
        if (!calm || blocks.range() < life.untouchedHeap() / 2) {
            return shownByResident(certain);
        }
        SeriesOpinion apart =
                TrackJudge.judge(blocks, tracks.materialByShare(Track.OUTSIDE, blocks));
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
}
