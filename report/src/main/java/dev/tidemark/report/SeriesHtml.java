package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Judged series as one HTML file that needs nothing else: for each its verdict, its reasons, and a
 * picture of the values, their floor, the growth that was found, its onset, and where it leads.
 */
public final class SeriesHtml {
    private static final int FLOORS = 40;
    private static final int GRID_LINES = 4;

    /** Share of the picture's width that the future may take. */
    private static final double AHEAD = 0.35;

    private final Html html = new Html();

    private SeriesHtml() {}

    /**
     * The whole file.
     *
     * @param series worst first, each with the samples of its picture
     */
    public static String of(List<JudgedSeries> series) {
        return new SeriesHtml().page(series);
    }

    private String page(List<JudgedSeries> series) {
        return new HtmlPage("Memory series", List.of("report.css"), null)
                .around(html, () -> html.each(series, this::section));
    }

    private void section(JudgedSeries series) {
        VerdictWords words = VerdictWords.of(series.verdict(), series.begin());
        html.element("h2", series.name());
        html.element(
                "section class=\"verdict " + tone(series.verdict()) + "\"",
                _ -> {
                    html.element("p class=\"lead\"", (words.word() + " " + words.rest()).strip());
                    html.element(
                            "ul class=\"because\"",
                            _ ->
                                    html.each(
                                            VerdictWords.reasons(series.verdict(), series.begin()),
                                            why -> html.element("li", why)));
                });
        if (series.samples().size() > 1) {
            new Picture(series).write();
        }
    }

    private static String tone(TrendVerdict verdict) {
        return switch (verdict) {
            case TrendVerdict.Leaking _ -> "bad";
            case TrendVerdict.Settled _, TrendVerdict.Steady _ -> "good";
            case TrendVerdict.Undecided _ -> "open";
        };
    }

    /** One series in a frame that has room for its future. */
    private final class Picture {
        private final JudgedSeries series;
        private final Signal signal;
        private final double begin;
        private final double end;
        private final double horizon;
        private final double low;
        private final double high;

        Picture(JudgedSeries series) {
            this.series = series;
            this.signal = series.verdict().basis().signal();
            this.begin = series.samples().getFirst().seconds();
            this.end = series.samples().getLast().seconds();
            this.horizon = horizon();
            double[] values = values(0, series.samples().size());
            double least = least(values);
            double most = 0;
            for (double value : values) {
                most = Math.max(most, value);
            }
            most = Math.max(most, model(horizon));
            this.low = least < 0.6 * most ? 0 : least - 0.25 * (most - least);
            this.high = Math.max(most, low + 1);
        }

        void write() {
            html.element(
                    "figure class=\"chart\"",
                    _ -> {
                        html.element("figcaption", _ -> legend());
                        html.element("div class=\"panel heap\"", _ -> panel());
                        html.element("div class=\"times\"", _ -> times());
                    });
        }

        private void legend() {
            html.element("span class=\"key rss\"", signal.label());
            html.element("span class=\"key heap_used\"", "lowest of each part");
            if (series.verdict() instanceof TrendVerdict.Leaking) {
                html.element("span class=\"key\"", "growth that was found, and where it leads");
                html.element("span class=\"key mark\"", "onset");
            }
        }

        private void panel() {
            for (int i = 0; i <= GRID_LINES; i++) {
                double value = low + i * (high - low) / GRID_LINES;
                html.element(
                        "span class=\"tick\" style=\"bottom:" + number(100 - y(value)) + "%\"",
                        _ -> html.element("b", Bytes.of(value).toString()));
            }
            html.element(
                    "svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" aria-hidden=\"true\"",
                    _ -> {
                        path("line rss", values());
                        path("line heap_used", floors());
                        growth();
                    });
        }

        private void growth() {
            if (series.verdict() instanceof TrendVerdict.Leaking leaking) {
                double onset = Math.max(begin, leaking.onsetSeconds());
                html.raw("<path class=\"mark\" d=\"M" + number(x(onset)) + " 0V100\"/>");
                path(
                        "line post_gc_used",
                        point('M', onset, model(onset)) + point('L', end, model(end)));
                path("mark", point('M', end, model(end)) + point('L', horizon, model(horizon)));
            }
        }

        /** The line of the growth, through the lowest of the last part. */
        private double model(double second) {
            double rate =
                    series.verdict() instanceof TrendVerdict.Leaking
                            ? series.verdict().basis().rate().estimate()
                            : 0;
            int n = series.samples().size();
            double last = least(values(n - Math.max(1, n / FLOORS), n));
            return last + rate * (second - end);
        }

        /** Up to the limit, when that is near enough for the picture. */
        private double horizon() {
            double most = AHEAD * (end - begin);
            return series.verdict() instanceof TrendVerdict.Leaking leaking
                    ? end
                            + (leaking.limit() == null
                                    ? most
                                    : Math.min(most, leaking.limit().seconds()))
                    : end;
        }

        private String values() {
            StringBuilder path = new StringBuilder();
            for (MemorySample sample : series.samples()) {
                OptionalDouble value = sample.value(signal);
                if (value.isPresent()) {
                    char move = path.isEmpty() ? 'M' : 'L';
                    path.append(point(move, sample.seconds(), value.getAsDouble()));
                }
            }
            return path.toString();
        }

        private String floors() {
            StringBuilder path = new StringBuilder();
            int n = series.samples().size();
            for (int i = 0; i < FLOORS; i++) {
                int from = i * n / FLOORS;
                double[] part = values(from, Math.max(from + 1, (i + 1) * n / FLOORS));
                if (part.length > 0) {
                    double middle = begin + (i + 0.5) / FLOORS * (end - begin);
                    path.append(point(path.isEmpty() ? 'M' : 'L', middle, least(part)));
                }
            }
            return path.toString();
        }

        private double[] values(int from, int to) {
            return series.samples().subList(from, Math.min(to, series.samples().size())).stream()
                    .map(sample -> sample.value(signal))
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .toArray();
        }

        private static double least(double[] values) {
            double least = Double.POSITIVE_INFINITY;
            for (double value : values) {
                least = Math.min(least, value);
            }
            return values.length == 0 ? 0 : least;
        }

        private void times() {
            for (double share : new double[] {0, 0.25, 0.5, 0.75, 1}) {
                double second = begin + share * (horizon - begin);
                html.element(
                        "span style=\"left:" + number(x(second)) + "%\"",
                        share == 0 ? "0" : Durations.text(second - begin));
            }
        }

        private void path(String style, String path) {
            if (!path.isEmpty()) {
                html.raw("<path class=\"" + style + "\" d=\"" + path + "\"/>");
            }
        }

        private String point(char move, double second, double value) {
            return move + number(x(second)) + " " + number(y(value));
        }

        private double x(double second) {
            return 100 * Math.clamp((second - begin) / Math.max(1e-9, horizon - begin), 0, 1);
        }

        private double y(double value) {
            return 100 * (1 - Math.clamp((value - low) / (high - low), 0, 1));
        }

        private static String number(double percent) {
            return String.format(Locale.ROOT, "%.3f", percent);
        }
    }
}
