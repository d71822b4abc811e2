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

    private final @Nullable Life life;
    private final double firstSecond;
    private final double seconds;

    private VerdictWriter(@Nullable Life life, double firstSecond, double seconds) {
        this.life = life;
        this.firstSecond = firstSecond;
        this.seconds = seconds;
    }

    static VerdictWriter of(Life life) {
        return new VerdictWriter(life, life.firstSecond(), life.seconds());
    }

    /** For a series of which nothing but its readings is known, over so many seconds. */
    static VerdictWriter of(double seconds) {
        return new VerdictWriter(null, 0, seconds);
    }

    /** The verdict before the first sample. */
    static TrendVerdict nothing() {
        return undecided("no samples yet");
    }

    private static TrendVerdict undecided(String because) {
        return new TrendVerdict.Undecided(
                new Basis(Signal.RSS, NO_RATE, List.of(because), List.of()), null);
    }

    TrendVerdict write(List<Judged> judged) {
        if (judged.isEmpty()) {
            return undecided("fewer than two readings of any memory");
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
                            limit(first.track(), basis.rate()));
            case SETTLED -> new TrendVerdict.Settled(basis, atSecond(opinion.end()));
            case STEADY -> new TrendVerdict.Steady(basis);
            case UNDECIDED -> new TrendVerdict.Undecided(basis, decidableAt(opinion));
        };
    }

    private double atSecond(double second) {
        return firstSecond + second;
    }

    private static Rate rate(SeriesOpinion opinion) {
        return new Rate(opinion.slope(), opinion.slopes().low(), opinion.slopes().high());
    }

    private List<String> because(List<Judged> judged) {
        List<String> because = new ArrayList<>();
        if (life != null) {
            WholeProcess.where(life, judged.get(0)).ifPresent(because::add);
        }
        for (Judged one : judged) {
            because.add(one.track().label() + ": " + one.opinion().because());
        }
        return because;
    }

    /** The limit that is reached first: the heap's own or that of the whole process. */
    private @Nullable Limit limit(Track track, Rate rate) {
        if (life == null || rate.estimate() <= 0) {
            return null;
        }
        Headroom room = Headroom.of(life, track);
        if (room == null) {
            return null;
        }
        double latest = rate.low() > 0 ? room.left() / rate.low() : Double.POSITIVE_INFINITY;
        return new Limit(
                room.limit(),
                room.left() / rate.estimate(),
                new TrendVerdict.Interval(room.left() / rate.high(), latest));
    }

    private @Nullable Double decidableAt(SeriesOpinion opinion) {
        double second = Math.max(opinion.needed(), seconds);
        return Double.isFinite(second) ? atSecond(second) : null;
    }
}
