package dev.tidemark.trend;

import java.util.Optional;

/** Judges a series by itself, by what growth of its kind matters in this process. */
record TrackJudge(Life life) {

    /** The blocks of a series, what garbage does to them taken away; empty if never measured. */
    Optional<Blocks> blocks(Track track) {
        Optional<Blocks> blocks = life.blocks(track);
        return track.hasGarbage() ? blocks.map(SeriesJudge::withoutGarbage) : blocks;
    }

    SeriesOpinion judge(Track track, Blocks blocks) {
        return judge(blocks, material(track, blocks));
    }

    /**
     * @param material rise below which growth is of no interest, in the unit of the series
     */
    static SeriesOpinion judge(Blocks blocks, double material) {
        double level = Math.abs(blocks.level());
        return SeriesJudge.judge(blocks, SeriesJudge.Scale.of(level, material));
    }

    /** Rise of a series below which growth is of no interest, in its unit. */
    double material(Track track, Blocks blocks) {
        double least = track == Track.OUTSIDE ? life.untouchedHeap() : track.materialBytes();
        return Math.max(materialByShare(track, blocks), least);
    }

    /** The same, whatever else may come into memory. */
    double materialByShare(Track track, Blocks blocks) {
        return track.materialShare() * whole(track, Math.abs(blocks.level()));
    }

    /** What growth is measured by: the heap by itself, all else by the whole process. */
    private double whole(Track track, double level) {
        return track.isHeap() || Double.isNaN(life.rss()) ? level : life.rss();
    }
}
