package dev.tidemark.trend;

import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.trend.LifeJudge.Judged;
import java.util.List;

/** The verdict on a series by itself, when nothing else is known of its process. */
final class OneSeries {
    private OneSeries() {}

    static TrendVerdict verdict(Blocks blocks, Signal signal) {
        if (blocks.count() == 0) {
            return VerdictWriter.nothing();
        }
        Track track = trackOf(signal);
        Blocks floors = track.hasGarbage() ? SeriesJudge.withoutGarbage(blocks) : blocks;
        double level = Math.abs(floors.level());
        double material = Math.max(track.materialShare() * level, track.materialBytes());
        SeriesOpinion opinion = SeriesJudge.judge(floors, SeriesJudge.Scale.of(level, material));
        return VerdictWriter.of(blocks.to()).write(List.of(new Judged(track, opinion)));
    }

    private static Track trackOf(Signal signal) {
        return switch (signal) {
            case POST_GC_USED -> Track.POST_GC;
            case HEAP_USED, HEAP_TOTAL -> Track.HEAP_FLOOR;
            case EXTERNAL -> Track.EXTERNAL;
            case ARRAY_BUFFERS -> Track.ARRAY_BUFFERS;
            case DIRECT_USED -> Track.DIRECT;
            case NONHEAP_USED -> Track.NONHEAP;
            case RSS -> Track.RSS;
            // Metaspace is judged within non-heap memory; pages of mapped files come and go with
            // the system's needs.
            case FILE_PAGES,
                    NONHEAP_TOTAL,
                    MAPPED_USED,
                    METASPACE,
                    CLASSES,
                    THREADS,
                    MAJOR_GCS,
                    MINOR_GCS,
                    LOAD,
                    OPERATIONS,
                    START,
                    LIMIT,
                    HEAP_LIMIT ->
                    throw new IllegalArgumentException(
                            "signal: expected one that is judged, got " + signal.column());
        };
    }
}
