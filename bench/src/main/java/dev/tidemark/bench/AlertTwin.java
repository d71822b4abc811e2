package dev.tidemark.bench;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.AlertBook;
import dev.tidemark.monitor.alert.AlertKey;
import dev.tidemark.monitor.alert.AlertRules;
import dev.tidemark.monitor.alert.Change;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.fleet.Watched;
import dev.tidemark.trend.TrendDetector;
import java.time.Instant;
import java.util.List;

/**
 * What a monitor that watched one series while it came to be would have made of it: nothing but the
 * detector behind {@code judge} and the rules of alerts, by the clock of the series.
 *
 * @param verdict on the whole series
 * @param fired how often it woke somebody
 * @param firing whether its alert was firing at the end
 */
record AlertTwin(TrendVerdict verdict, int fired, boolean firing) {
    private static final double SHORTEST_GAP_SECONDS = 5;
    private static final double LONGEST_GAP_SECONDS = 300;
    private static final double GAPS_A_LIFE = 50;

    static AlertTwin of(ReplayedSeries series, AlertRules rules) {
        TrendDetector detector = new TrendDetector();
        AlertBook book = new AlertBook(rules, List.of());
        double judged = Double.NEGATIVE_INFINITY;
        int fired = 0;
        for (MemorySample sample : series.samples()) {
            detector.add(sample);
            double gap =
                    Math.clamp(
                            (sample.seconds() - series.begin()) / GAPS_A_LIFE,
                            SHORTEST_GAP_SECONDS,
                            LONGEST_GAP_SECONDS);
            if (sample.seconds() - judged >= gap) {
                judged = sample.seconds();
                ProcessState state = state(series, sample, detector.verdict());
                fired += fired(book.observe(state.judgedAt(), List.of(state)));
            }
        }
        boolean firing =
                book.open().stream()
                        .anyMatch(alert ->
                                isLeak(alert.key()) && alert.state() == Alert.State.FIRING);
        return new AlertTwin(detector.verdict(), fired, firing);
    }

    private static int fired(List<Change> changes) {
        return (int)
                changes.stream()
                        .filter(change ->
                                change.event() == Change.Event.FIRING
                                        && isLeak(change.alert().key()))
                        .count();
    }

    private static boolean isLeak(AlertKey key) {
        return key.rule() == AlertKey.Rule.LEAK;
    }

    private static ProcessState state(
            ReplayedSeries series, MemorySample sample, TrendVerdict verdict) {
        Instant now = Instant.ofEpochMilli(Math.round(sample.seconds() * 1e3));
        return new ProcessState(
                1,
                new Watched(new ProcessKey(series.name(), "1", "i"), RuntimeKind.JVM, null),
                Instant.ofEpochMilli(Math.round(series.begin() * 1e3)),
                now,
                true,
                sample,
                verdict,
                now);
    }
}
