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
 * the verdict of the life before stands until the new life has contradicted it, or done enough work
 * to be judged by itself.
 *
 * @param judged the deciding series of that life
 * @param work done in it
 * @param expectation what it lets one expect of the next
 */
record Evidence(Judged judged, double work, Expectation expectation) {
    /** Share of the earlier life's work after which the new one speaks for itself. */
    private static final double OWN_VOICE = 0.5;

    /** What is known when this life ends, for the one that follows; null when that is nothing. */
    static @Nullable Evidence of(Life life, List<Judged> judged, @Nullable Evidence before) {
        if (judged.isEmpty()) {
            return before;
        }
        Judged first = judged.get(0);
        if (before != null && before.kind() == first.opinion().kind()) {
            double work = Math.max(before.work, life.workDone());
            Expectation expected = Expectation.after(life, first).or(before.expectation);
            return new Evidence(first, work, expected);
        }
        if (first.opinion().kind() == Kind.UNDECIDED) {
            boolean refuted = before != null && before.isContradictedBy(life, first);
            return refuted ? null : before;
        }
        return before == null || before.isOutlivedBy(life, first)
                ? new Evidence(first, life.workDone(), Expectation.after(life, first))
                : before;
    }

    private Kind kind() {
        return judged.opinion().kind();
    }

    /**
     * The new life's opinions, with the earlier ones put first while the new ones are too young.
     */
    List<Judged> weigh(Life life, List<Judged> now) {
        if (!now.isEmpty() && speaksForItself(life, now.get(0))) {
            return now;
        }
        List<Judged> weighed = new ArrayList<>();
        weighed.add(new Judged(judged.track(), judged.opinion().carriedOver()));
        weighed.addAll(now);
        return weighed;
    }

    private boolean speaksForItself(Life life, Judged first) {
        return first.opinion().kind() == kind() || isOutlivedBy(life, first);
    }

    private boolean isOutlivedBy(Life life, Judged first) {
        return life.workDone() >= OWN_VOICE * work || isContradictedBy(life, first);
    }

    private boolean isContradictedBy(Life life, Judged first) {
        return expectation.isContradictedBy(life, first.track());
    }

    void write(DataOutput to) throws IOException {
        Saved.writeJudged(to, List.of(judged));
        to.writeDouble(work);
        expectation.write(to);
    }

    static Evidence read(DataInput from) throws IOException {
        return new Evidence(
                Saved.readJudged(from).get(0), from.readDouble(), Expectation.read(from));
    }
}
