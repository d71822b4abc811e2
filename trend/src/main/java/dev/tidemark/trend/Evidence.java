package dev.tidemark.trend;

import dev.tidemark.trend.LifeJudge.Judged;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What earlier lives of a process showed, kept over its restarts.
 *
 * <p>A restart hides a leak: memory is low again. The same code leaks again at the same rate, so
 * the verdict of the life before stands until the new life has done enough work to contradict it.
 *
 * @param judged the deciding series of that life
 * @param work done in it
 * @param lives how many ended so
 */
record Evidence(Judged judged, double work, int lives) {
    /** Share of the earlier life's work after which the new one speaks for itself. */
    private static final double OWN_VOICE = 0.5;

    static @Nullable Evidence of(Life life, List<Judged> judged, @Nullable Evidence before) {
        if (judged.isEmpty()) {
            return before;
        }
        Judged first = judged.get(0);
        boolean clear = first.opinion().kind() != Kind.UNDECIDED;
        if (before == null) {
            return clear ? new Evidence(first, life.workDone(), 1) : null;
        }
        boolean same = first.opinion().kind() == before.judged.opinion().kind();
        if (!clear || (life.workDone() < OWN_VOICE * before.work && !same)) {
            return before;
        }
        return new Evidence(
                first,
                same ? Math.max(before.work, life.workDone()) : life.workDone(),
                same ? before.lives + 1 : 1);
    }

    /**
     * The new life's opinions, with the earlier ones put first while the new ones are too young.
     */
    List<Judged> weigh(Life life, List<Judged> now) {
        boolean young = life.workDone() < OWN_VOICE * work;
        Kind kind = now.isEmpty() ? Kind.UNDECIDED : now.get(0).opinion().kind();
        if (!young || kind == judged.opinion().kind()) {
            return now;
        }
        List<Judged> weighed = new ArrayList<>();
        weighed.add(new Judged(judged.track(), judged.opinion().carriedOver()));
        weighed.addAll(now);
        return weighed;
    }

    void write(DataOutput to) throws IOException {
        Saved.writeJudged(to, List.of(judged));
        to.writeDouble(work);
        to.writeInt(lives);
    }

    static Evidence read(DataInput from) throws IOException {
        return new Evidence(Saved.readJudged(from).get(0), from.readDouble(), from.readInt());
    }
}
