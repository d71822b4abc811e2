package dev.tidemark.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges every series of one life and puts the one first that answers for all. */
final class LifeJudge {
    private LifeJudge() {}

    /** A series and what it says. */
    record Judged(Track track, SeriesOpinion opinion) {}

    /** The answer of the life; the deciding series is first, the others follow. */
    static List<Judged> judge(Life life) {
        TrackJudge tracks = new TrackJudge(life);
        List<Judged> judged = new ArrayList<>();
        new HeapJudge(life, tracks).judge().ifPresent(judged::add);
        for (Track track :
                List.of(Track.ARRAY_BUFFERS, Track.EXTERNAL, Track.DIRECT, Track.NONHEAP)) {
            plain(tracks, track).ifPresent(judged::add);
        }
        tracks.blocks(Track.OUTSIDE)
                .map(new OutsideJudge(life, tracks)::judge)
                .ifPresent(opinion -> judged.add(new Judged(Track.OUTSIDE, opinion)));
        if (judged.isEmpty()) {
            plain(tracks, Track.RSS).ifPresent(judged::add);
        }
        return new Deciding(life, judged).ordered();
    }

    private static Optional<Judged> plain(TrackJudge tracks, Track track) {
        return tracks.blocks(track).map(blocks -> new Judged(track, tracks.judge(track, blocks)));
    }
}
