package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A watched process as a screen that is painted again and again, or as one line a sample. */
final class WatchText {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int CHART_WIDTH = 48;
    private static final String ROW = "%-22s %9s  ";

    private WatchText() {}

    static String screen(WatchView view, Ink ink) {
        TextPage page = new TextPage();
        double watched = view.samples().getLast().seconds();
        page.line(
                ink.bold(view.process().target())
                        + "  "
                        + TextPage.fit(TextPage.clean(view.process().title()), 60)
                        + ink.dim("  watched for " + Durations.text(watched)));
        page.blank();
        row(page, ink, view, Signal.HEAP_USED);
        row(page, ink, view, Signal.POST_GC_USED);
        row(page, ink, view, Signal.EXTERNAL);
        row(page, ink, view, Signal.DIRECT_USED);
        row(page, ink, view, Signal.MAPPED_USED);
        row(page, ink, view, Signal.METASPACE);
        row(page, ink, view, Signal.RSS);
        row(page, ink, view, Signal.CLASSES);
        row(page, ink, view, Signal.THREADS);
        Bytes limit = view.limit();
        if (limit != null) {
            page.line(String.format(Locale.ROOT, ROW, "heap limit", limit));
        }
        if (!view.collections().isEmpty()) {
            page.line(String.format(Locale.ROOT, "%-22s ", "collections") + view.collections());
        }
        page.blank();
        return page + verdict(view, ink);
    }

    /** The verdict and its reasons, and what grew that no series tells. */
    static String verdict(WatchView view, Ink ink) {
        TextPage page = new TextPage();
        NativeGrowth.line(page, ink, view.nativeGrowth());
        if (view.advice() != null) {
            page.line("   " + view.advice());
        }
        return new TextReport(ink).judge(view.verdict()) + page;
    }

    private static void row(TextPage page, Ink ink, WatchView view, Signal signal) {
        double[] values =
                view.samples().stream()
                        .map(sample -> sample.value(signal))
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray();
        if (values.length > 0) {
            page.line(
                    String.format(
                                    Locale.ROOT,
                                    ROW,
                                    signal.label(),
                                    amount(signal, values[values.length - 1]))
                            + ink.cyan(sparkline(values)));
        }
    }

    private static String amount(Signal signal, double value) {
        return signal == Signal.CLASSES || signal == Signal.THREADS
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : Bytes.of(value).toString();
    }

    /**
     * The series as blocks, its whole range high; several samples share one when there are many.
     */
    static String sparkline(double[] values) {
        int columns = Math.min(values.length, CHART_WIDTH);
        double[] means = new double[columns];
        for (int column = 0; column < columns; column++) {
            int from = column * values.length / columns;
            int to = (column + 1) * values.length / columns;
            for (int i = from; i < to; i++) {
                means[column] += values[i] / (to - from);
            }
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double mean : means) {
            low = Math.min(low, mean);
            high = Math.max(high, mean);
        }
        StringBuilder line = new StringBuilder();
        for (double mean : means) {
            double height = high > low ? (mean - low) / (high - low) : 0;
            line.append(BLOCKS.charAt((int) Math.round(height * (BLOCKS.length() - 1))));
        }
        return line.toString();
    }

    /** {@code 12.5 s heap 14.2 MiB after GC 11.8 MiB RSS 98.1 MiB undecided}. */
    static String line(MemorySample sample, WatchView view) {
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%8.1f s", sample.seconds()));
        for (Signal signal : List.of(Signal.HEAP_USED, Signal.POST_GC_USED, Signal.RSS)) {
            sample.value(signal)
                    .ifPresent(value ->
                            line.append("  ")
                                    .append(signal.label())
                                    .append(' ')
                                    .append(Bytes.of(value)));
        }
        return line.append("  ").append(TrendJson.word(view.verdict())).append('\n').toString();
    }
}
