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
 * @param firstSeconds when it did so first, in seconds since 1970; NaN if it never did
 * @param firing whether its alert was firing at the end
 */
record AlertTwin(TrendVerdict verdict, int fired, double firstSeconds, boolean firing) {
    private static final double SHORTEST_GAP_SECONDS = 5;
    private static final double LONGEST_GAP_SECONDS = 300;
    private static final double GAPS_A_LIFE = 50;

    static AlertTwin of(ReplayedSeries series, AlertRules rules) {
        return of(series, List.of(rules)).getFirst();
    }

    /** What each of several sets of rules would have made of it, judged but once. */
    static List<AlertTwin> of(ReplayedSeries series, List<AlertRules> rules) {
        TrendDetector detector = new TrendDetector();
        List<Pages> books = rules.stream().map(Pages::new).toList();
        double judged = Double.NEGATIVE_INFINITY;
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
                books.forEach(book -> book.observe(state, sample.seconds()));
            }
        }
        TrendVerdict verdict = detector.verdict();
        return books.stream()
                .map(book -> new AlertTwin(verdict, book.fired, book.first, book.firing()))
                .toList();
    }

    /** The pages that one set of rules makes. */
    private static final class Pages {
        private final AlertBook book;
        private int fired;
        private double first = Double.NaN;

        Pages(AlertRules rules) {
            book = new AlertBook(rules, List.of());
        }

        void observe(ProcessState state, double seconds) {
            int now = fired(book.observe(state.judgedAt(), List.of(state)));
            first = fired == 0 && now > 0 ? seconds : first;
            fired += now;
        }

        boolean firing() {
            return book.open().stream()
                    .anyMatch(alert -> isLeak(alert.key()) && alert.state() == Alert.State.FIRING);
        }
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
