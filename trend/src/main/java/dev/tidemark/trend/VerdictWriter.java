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
                    new TrendVerdict.Leaking(
                            basis,
                            atSecond(opinion.onset()),
                            new TrendVerdict.Interval(
                                    atSecond(opinion.onsets().low()),
                                    atSecond(opinion.onsets().high())),
                            limit(basis.rate()));
            case SETTLED -> new TrendVerdict.Settled(basis, atSecond(opinion.end()));
            case STEADY -> new TrendVerdict.Steady(basis);
            case UNDECIDED -> new TrendVerdict.Undecided(basis, decidableAt(opinion));
        };
    }

    private double atSecond(double second) {
        return life.firstSecond() + second;
    }

    private Rate rate(SeriesOpinion opinion) {
        return new Rate(opinion.slope(), opinion.slopes().low(), opinion.slopes().high());
    }

    private static List<String> because(List<Judged> judged) {
        List<String> because = new ArrayList<>();
        for (Judged one : judged) {
            because.add(one.track().label() + ": " + one.opinion().because());
        }
        return because;
    }

    private @Nullable Limit limit(Rate rate) {
        double left = Math.max(0, life.limit() - life.rss());
        if (Double.isNaN(left) || rate.estimate() <= 0) {
            return null;
        }
        double latest = rate.low() > 0 ? left / rate.low() : Double.POSITIVE_INFINITY;
        return new Limit(
                life.limit(),
                left / rate.estimate(),
                new TrendVerdict.Interval(left / rate.high(), latest));
    }

    private @Nullable Double decidableAt(SeriesOpinion opinion) {
        double second = Math.max(opinion.needed(), life.seconds());
        return Double.isFinite(second) ? atSecond(second) : null;
    }
}
