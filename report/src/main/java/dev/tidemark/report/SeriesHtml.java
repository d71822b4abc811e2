package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Judged series as one HTML file that needs nothing else: for each its verdict, its reasons, and a
 * picture of the values, their floor, the growth that was found, its onset, and where it leads.
 */
public final class SeriesHtml {
    private static final int GRID_LINES = 4;

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
        private final GrowthPicture growth;
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
            double[] values = values();
            this.growth = new GrowthPicture(series.verdict(), seconds(), values);
            this.horizon = growth.horizon();
            double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
            double least = Arrays.stream(known).min().orElse(0);
            double most = Math.max(Arrays.stream(known).max().orElse(0), model(horizon));
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
                        path("line rss", readings());
                        path("line heap_used", floors());
                        line();
                    });
        }

        private void line() {
            if (series.verdict() instanceof TrendVerdict.Leaking) {
                double onset = growth.onset();
                html.raw("<path class=\"mark\" d=\"M" + number(x(onset)) + " 0V100\"/>");
                path(
                        "line post_gc_used",
                        point('M', onset, model(onset)) + point('L', end, model(end)));
                path("mark", point('M', end, model(end)) + point('L', horizon, model(horizon)));
            }
        }

        private double model(double second) {
            return growth.line(
                    second,
                    series.verdict() instanceof TrendVerdict.Leaking
                            ? series.verdict().basis().rate().estimate()
                            : 0);
        }

        private String readings() {
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
            for (int part = 0; part < growth.parts(); part++) {
                if (!Double.isNaN(growth.floor(part))) {
                    char move = path.isEmpty() ? 'M' : 'L';
                    path.append(point(move, growth.middle(part), growth.floor(part)));
                }
            }
            return path.toString();
        }

        private double[] seconds() {
            return series.samples().stream().mapToDouble(MemorySample::seconds).toArray();
        }

        private double[] values() {
            return series.samples().stream()
                    .mapToDouble(sample -> sample.value(signal).orElse(Double.NaN))
                    .toArray();
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
