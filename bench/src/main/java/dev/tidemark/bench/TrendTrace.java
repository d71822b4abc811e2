package dev.tidemark.bench;

import dev.tidemark.model.TrendVerdict;
import java.util.ArrayList;
import java.util.List;

/** What a detector said of a series at each point at which it was asked. */
final class TrendTrace {
    private final StringBuilder verdicts = new StringBuilder();
    private final List<Double> seconds = new ArrayList<>();

    /** Whether to ask after this sample, so that the points lie evenly and the last is the end. */
    static boolean isCheck(int sample, int samples, int checks) {
        return (sample + 1L) * checks / samples > (long) sample * checks / samples;
    }

    void add(double second, TrendVerdict verdict) {
        seconds.add(second);
        verdicts.append(
                switch (verdict) {
                    case TrendVerdict.Leaking _ -> 'L';
                    case TrendVerdict.Settled _ -> 's';
                    case TrendVerdict.Steady _ -> '-';
                    case TrendVerdict.Undecided _ -> '?';
                });
    }

    void add(double second, boolean alarm) {
        seconds.add(second);
        verdicts.append(alarm ? 'L' : '-');
    }

    /** When the first alarm came; NaN when none did. */
    double firstAlarm() {
        int first = verdicts.indexOf("L");
        return first < 0 ? Double.NaN : seconds.get(first);
    }

    boolean alarmAtTheEnd() {
        return last() == 'L';
    }

    boolean undecidedAtTheEnd() {
        return last() == '?';
    }

    private char last() {
        return verdicts.isEmpty() ? '?' : verdicts.charAt(verdicts.length() - 1);
    }

    double end() {
        return seconds.isEmpty() ? 0 : seconds.getLast();
    }

    double shareInAlarm() {
        return verdicts.isEmpty()
                ? 0
                : (double) verdicts.chars().filter(verdict -> verdict == 'L').count()
                        / verdicts.length();
    }

    @Override
    public String toString() {
        return verdicts.toString();
    }
}
