package dev.tidemark.trend;

import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.model.TrendVerdict.Basis;
import dev.tidemark.model.TrendVerdict.Limit;
import dev.tidemark.model.TrendVerdict.Rate;
import dev.tidemark.trend.LifeJudge.Judged;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns opinions about series into the verdict on the process, in seconds and bytes. */
final class VerdictWriter {
    private static final double TWO_SIDED_95 = 2.05;
    private static final Rate NO_RATE = new Rate(0, 0, 0);

    private final Life life;

    VerdictWriter(Life life) {
        this.life = life;
    }

    /** The verdict before the first sample. */
    static TrendVerdict nothing() {
        return new TrendVerdict.Undecided(
                new Basis(Signal.RSS, NO_RATE, List.of("no samples yet"), List.of()), null);
    }

    TrendVerdict write(List<Judged> judged) {
        if (judged.isEmpty()) {
            return new TrendVerdict.Undecided(
                    new Basis(Signal.RSS, NO_RATE, List.of("no memory was measured"), List.of()),
                    null);
        }
        Judged first = judged.get(0);
        SeriesOpinion opinion = first.opinion();
        Basis basis =
                new Basis(
                        first.track().signal(), rate(opinion), because(judged), opinion.rejected());
        return switch (opinion.kind()) {
            case LEAKING ->
                    new TrendVerdict.Leaking(basis, atSecond(opinion.onset()), limit(basis.rate()));
            case SETTLED -> new TrendVerdict.Settled(basis, atSecond(opinion.end()));
            case STEADY -> new TrendVerdict.Steady(basis);
            case UNDECIDED -> new TrendVerdict.Undecided(basis, decidableAt(opinion));
        };
    }

    private double atSecond(double second) {
        return life.firstSecond() + second;
    }

    private Rate rate(SeriesOpinion opinion) {
        double perSecond = life.workPerSecond();
        double half = TWO_SIDED_95 * opinion.slopeError();
        return new Rate(
                opinion.slope() * perSecond,
                (opinion.slope() - half) * perSecond,
                (opinion.slope() + half) * perSecond);
    }

    private static List<String> because(List<Judged> judged) {
        List<String> because = new ArrayList<>();
        for (Judged one : judged) {
            because.add(one.track().label() + ": " + one.opinion().because());
        }
        return because;
    }

    private @Nullable Limit limit(Rate rate) {
        double left = life.limit() - life.rss();
        return Double.isNaN(left) || rate.estimate() <= 0
                ? null
                : new Limit(life.limit(), Math.max(0, left / rate.estimate()));
    }

    private @Nullable Double decidableAt(SeriesOpinion opinion) {
        double more = opinion.needed() - life.workDone();
        return Double.isFinite(more)
                ? atSecond(life.seconds() + Math.max(0, more) / life.workPerSecond())
                : null;
    }
}
