package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A watched process as a screen that is painted again and again, or as one line a sample. */
final class WatchText {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String ROW = "%-22s %9s  ";
    private static final int ROW_WIDTH = 34;
    private static final int NARROWEST = 40;
    private static final int WIDEST_CHART = 120;
    private static final int EARLIER = 4;

    private static final List<Signal> ROWS =
            List.of(
                    Signal.HEAP_USED,
                    Signal.POST_GC_USED,
                    Signal.EXTERNAL,
                    Signal.ARRAY_BUFFERS,
                    Signal.DIRECT_USED,
                    Signal.MAPPED_USED,
                    Signal.NONHEAP_USED,
                    Signal.METASPACE,
                    Signal.RSS,
                    Signal.FILE_PAGES,
                    Signal.CLASSES,
                    Signal.THREADS);

    private WatchText() {}

    static String screen(WatchView view, Ink ink, int columns) {
        int width = Math.max(NARROWEST, columns);
        TextPage page = new TextPage();
        title(page, ink, view, width);
        page.blank();
        ROWS.forEach(signal -> row(page, ink, view, signal, width));
        Bytes limit = view.limit();
        if (limit != null) {
            page.line(String.format(Locale.ROOT, ROW, "heap limit", limit));
        }
        if (!view.collections().isEmpty()) {
            String label = String.format(Locale.ROOT, "%-22s ", "collections");
            page.labelled(label, label, TextPage.wrap(view.collections(), width - label.length()));
        }
        page.blank();
        verdict(page, ink, view, width);
        return page.toString();
    }

    /** The verdict and its reasons, and what grew that no series tells. */
    static String verdict(WatchView view, Ink ink) {
        TextPage page = new TextPage();
        unseen(page, ink, view, TextPage.WIDTH);
        return new TextReport(ink).judge(view.verdict(), 0) + page;
    }

    private static void unseen(TextPage page, Ink ink, WatchView view, int width) {
        NativeGrowth.line(page, ink, view.nativeGrowth(), width);
        if (view.advice() != null) {
            page.labelled("   ", "   ", TextPage.wrap(view.advice(), width - 3));
        }
    }

    private static void title(TextPage page, Ink ink, WatchView view, int width) {
        String target = view.process().target();
        String watched = "  watched for " + Durations.text(view.samples().getLast().seconds());
        String title = TextPage.clean(view.process().title());
        int room = width - target.length() - watched.length() - 2;
        page.line(
                ink.bold(target)
                        + (room < 4 ? "" : "  " + TextPage.fit(title, room))
                        + ink.dim(watched));
    }

    private static void verdict(TextPage page, Ink ink, WatchView view, int width) {
        ExplanationText text = new ExplanationText(page, ink, "operation");
        VerdictWords words = VerdictWords.of(view.verdict(), 0);
        text.verdict(words.word(), words.rest(), width);
        text.because(VerdictWords.reasons(view.verdict(), 0), width);
        int all = view.earlier().size();
        List<WatchView.Earlier> earlier = view.earlier().subList(Math.max(0, all - EARLIER), all);
        if (!earlier.isEmpty()) {
            String label = "EARLIER  ";
            page.labelled(label, ink.dim(label), TextPage.wrap(words(earlier), width - 9));
        }
        unseen(page, ink, view, width);
    }

    private static String words(List<WatchView.Earlier> earlier) {
        return earlier.stream()
                .map(one ->
                        TrendJson.word(one.verdict())
                                + " until "
                                + Durations.text(one.untilSeconds()))
                .collect(Collectors.joining(", "));
    }

    private static void row(TextPage page, Ink ink, WatchView view, Signal signal, int width) {
        double[] values =
                view.samples().stream()
                        .mapToDouble(sample -> sample.value(signal).orElse(Double.NaN))
                        .toArray();
        double latest = latest(values);
        if (Double.isNaN(latest)) {
            return;
        }
        boolean judged = view.verdict().basis().signal() == signal;
        int chart = Math.clamp(width - ROW_WIDTH, 1, WIDEST_CHART);
        String start = String.format(Locale.ROOT, ROW, signal.label(), amount(signal, latest));
        page.line((judged ? ink.bold(start) : start) + ink.cyan(sparkline(values, chart)));
    }

    private static double latest(double[] values) {
        int at = values.length - 1;
        while (at > 0 && Double.isNaN(values[at])) {
            at--;
        }
        return values[at];
    }

    private static String amount(Signal signal, double value) {
        return signal == Signal.CLASSES || signal == Signal.THREADS
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : Bytes.of(value).toString();
    }

    /**
     * The series as blocks, its whole range high; several samples share one when there are many.
     *
     * @param values NaN where nothing was read: the value before it stands there
     */
    static String sparkline(double[] values, int width) {
        double[] means = means(values, Math.min(values.length, width));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double mean : means) {
            low = Double.isNaN(mean) ? low : Math.min(low, mean);
            high = Double.isNaN(mean) ? high : Math.max(high, mean);
        }
        StringBuilder line = new StringBuilder();
        for (double mean : means) {
            double height = high > low ? (mean - low) / (high - low) : 0;
            int block = (int) Math.round(height * (BLOCKS.length() - 1));
            line.append(Double.isNaN(mean) ? ' ' : BLOCKS.charAt(block));
        }
        return line.toString();
    }

    private static double[] means(double[] values, int columns) {
        double[] means = new double[columns];
        double before = Double.NaN;
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            int count = 0;
            for (int i = column * values.length / columns;
                    i < (column + 1) * values.length / columns;
                    i++) {
                sum += Double.isNaN(values[i]) ? 0 : values[i];
                count += Double.isNaN(values[i]) ? 0 : 1;
            }
            before = count == 0 ? before : sum / count;
            means[column] = before;
        }
        return means;
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
