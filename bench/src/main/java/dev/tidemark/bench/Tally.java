package dev.tidemark.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How often a detector was right. */
final class Tally {
    static final String HEADER =
            "| detector | verdict P | R | F1 | FPR | undecided | online P | R | F1 | FPR | ttd50"
                    + " | alarm-time | ambiguous alarmed |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";

    private final Counts verdict = new Counts();
    private final Counts online = new Counts();
    private final List<Double> shareToDetect = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int undecided;
    private int ambiguous;
    private int ambiguousAlarmed;
    private double cleanTimeInAlarm;
    private int clean;

    private static final class Counts {
        private int found;
        private int missed;
        private int falseAlarms;
        private int quiet;

        void add(boolean leak, boolean alarm) {
            found += leak && alarm ? 1 : 0;
            missed += leak && !alarm ? 1 : 0;
            falseAlarms += !leak && alarm ? 1 : 0;
            quiet += !leak && !alarm ? 1 : 0;
        }

        int all() {
            return found + missed + falseAlarms + quiet;
        }

        @Override
        public String toString() {
            return "%s | %s | %s | %s"
                    .formatted(
                            share(found, found + falseAlarms),
                            share(found, found + missed),
                            share(2 * found, 2 * found + falseAlarms + missed),
                            share(falseAlarms, falseAlarms + quiet));
        }
    }

    void add(TrendLabel label, TrendTrace trace) {
        double first = trace.firstAlarm();
        if (label.ambiguous()) {
            ambiguous++;
            ambiguousAlarmed += Double.isNaN(first) ? 0 : 1;
            return;
        }
        verdict.add(label.leaksAtTheEnd(), trace.alarmAtTheEnd());
        undecided += trace.undecidedAtTheEnd() ? 1 : 0;
        if (trace.alarmAtTheEnd() != label.leaksAtTheEnd() || trace.undecidedAtTheEnd()) {
            wrong.add(label.file() + " " + trace);
        }
        if (label.leak()) {
            double end = Double.isNaN(label.until()) ? trace.end() : label.until();
            boolean inTime = first >= label.onset() && first <= end;
            online.add(true, inTime);
            if (inTime) {
                shareToDetect.add((first - label.onset()) / Math.max(1, end - label.onset()));
            }
        } else {
            online.add(false, !Double.isNaN(first));
            cleanTimeInAlarm += trace.shareInAlarm();
            clean++;
        }
    }

    String row(String name) {
        Collections.sort(shareToDetect);
        double median =
                shareToDetect.isEmpty() ? Double.NaN : shareToDetect.get(shareToDetect.size() / 2);
        return "| %s | %s | %s | %s | %s | %s | %d/%d |"
                .formatted(
                        name,
                        verdict,
                        share(undecided, verdict.all()),
                        online,
                        TrendScore.percent(median),
                        clean == 0
                                ? "-"
                                : String.format(Locale.ROOT, "%.4f", cleanTimeInAlarm / clean),
                        ambiguousAlarmed,
                        ambiguous);
    }

    /** A line, and one for each series on which it was wrong. */
    String family(String name) {
        StringBuilder text = new StringBuilder(name).append(' ').append(verdict).append('\n');
        wrong.forEach(one -> text.append("    ").append(one).append('\n'));
        return text.toString();
    }

    private static String share(int part, int whole) {
        return TrendScore.percent(whole == 0 ? Double.NaN : (double) part / whole);
    }
}
