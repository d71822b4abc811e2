package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Memory over the time of a hunt: the heap above, resident memory below, each with an axis of its
 * own. Lines are SVG that stretches with the page; words are HTML, so that they stay readable.
 */
final class MemoryChart {
    private static final List<Signal> HEAP = List.of(Signal.HEAP_USED, Signal.POST_GC_USED);
    private static final List<Signal> RESIDENT = List.of(Signal.RSS);
    private static final int GRID_LINES = 4;
    private static final int MOST_POINTS = 600;
    private static final int MOST_TIMES = 7;
    private static final double[] TIME_STEPS = {
        1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400
    };

    private final Html html;
    private final HuntReport hunt;
    private final double seconds;

    MemoryChart(Html html, HuntReport hunt) {
        this.html = html;
        this.hunt = hunt;
        double last = hunt.samples().isEmpty() ? 0 : hunt.samples().getLast().seconds();
        this.seconds = Math.max(1, Math.max(last, markSeconds().stream().reduce(0.0, Math::max)));
    }

    void write() {
        if (hunt.samples().size() < 2) {
            return;
        }
        html.element("h2", "Memory");
        html.element(
                "figure class=\"chart\"",
                _ -> {
                    html.element("figcaption", _ -> legend());
                    panel("heap", HEAP);
                    panel("resident", RESIDENT);
                    html.element("div class=\"times\"", _ -> times());
                });
    }

    private void legend() {
        for (Signal signal : List.of(Signal.POST_GC_USED, Signal.HEAP_USED, Signal.RSS)) {
            if (hunt.samples().stream().anyMatch(sample -> sample.value(signal).isPresent())) {
                html.element("span class=\"key " + signal.column() + "\"", signal.label());
            }
        }
        if (!hunt.captures().isEmpty()) {
            html.element("span class=\"key mark\"", "snapshot");
        }
    }

    private void panel(String name, List<Signal> signals) {
        Axis axis = Axis.around(values(signals));
        if (axis == null) {
            return;
        }
        html.element(
                "div class=\"panel " + name + "\"",
                _ -> {
                    grid(axis);
                    html.element(
                            "svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\""
                                    + " aria-hidden=\"true\"",
                            _ -> {
                                marks();
                                signals.forEach(signal -> line(signal, axis));
                            });
                    markNumbers();
                });
    }

    private List<Double> values(List<Signal> signals) {
        List<Double> values = new ArrayList<>();
        for (MemorySample sample : hunt.samples()) {
            for (Signal signal : signals) {
                sample.value(signal).ifPresent(values::add);
            }
        }
        return values;
    }

    private void grid(Axis axis) {
        for (int i = 0; i <= axis.lines(); i++) {
            double value = axis.low + i * axis.step;
            html.element(
                    "span class=\"tick\" style=\"bottom:" + number(100 - axis.y(value)) + "%\"",
                    _ -> html.element("b", Bytes.of(value).toString()));
        }
    }

    private void marks() {
        for (double second : markSeconds()) {
            html.raw("<path class=\"mark\" d=\"M" + number(x(second)) + " 0V100\"/>");
        }
    }

    private void markNumbers() {
        int number = 0;
        for (double second : markSeconds()) {
            html.element(
                    "span class=\"mark-number\" style=\"left:" + number(x(second)) + "%\"",
                    Integer.toString(++number));
        }
    }

    private List<Double> markSeconds() {
        return hunt.captures().stream()
                .map(capture -> Duration.between(hunt.run().startedAt(), capture.at()))
                .map(since -> since.toMillis() / 1000.0)
                .toList();
    }

    private void line(Signal signal, Axis axis) {
        StringBuilder path = new StringBuilder();
        int every = hunt.samples().size() / MOST_POINTS + 1;
        for (int i = 0; i < hunt.samples().size(); i++) {
            MemorySample sample = hunt.samples().get(i);
            OptionalDouble value = sample.value(signal);
            // Readings after a full collection are few and say most: none is left out.
            if (value.isPresent() && (i % every == 0 || signal == Signal.POST_GC_USED)) {
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(number(x(sample.seconds())))
                        .append(' ')
                        .append(number(axis.y(value.getAsDouble())));
            }
        }
        if (!path.isEmpty()) {
            html.raw("<path class=\"line " + signal.column() + "\" d=\"" + path + "\"/>");
        }
    }

    private void times() {
        double step = TIME_STEPS[TIME_STEPS.length - 1];
        for (int i = TIME_STEPS.length - 1; i >= 0 && seconds / TIME_STEPS[i] <= MOST_TIMES; i--) {
            step = TIME_STEPS[i];
        }
        for (double second = 0; second <= seconds; second += step) {
            html.element(
                    "span style=\"left:" + number(x(second)) + "%\"",
                    second == 0 ? "0" : Durations.text(second));
        }
    }

    private double x(double second) {
        return 100 * Math.clamp(second / seconds, 0, 1);
    }

    /** Precise to a tenth of a pixel on any screen. */
    private static String number(double percent) {
        return String.format(Locale.ROOT, "%.3f", percent);
    }

    /** An axis with round numbers; it starts at 0 unless that would flatten what is to be seen. */
    private record Axis(double low, double high, double step) {

        static @Nullable Axis around(List<Double> values) {
            if (values.isEmpty()) {
                return null;
            }
            double least = values.stream().reduce(Double::min).orElse(0.0);
            double most = values.stream().reduce(Double::max).orElse(0.0);
            double from = least < 0.6 * most ? 0 : least - 0.25 * (most - least);
            double step = roundStep(Math.max(1, (most - from) / GRID_LINES));
            double low = Math.max(0, Math.floor(from / step) * step);
            return new Axis(low, low + Math.ceil((most - low) / step + 1e-9) * step, step);
        }

        /** The next number of 1, 2 or 5 times a power of ten in its binary unit. */
        private static double roundStep(double bytes) {
            double unit = Math.pow(1024, Math.floor(Math.log(bytes) / Math.log(1024)));
            double power = Math.pow(10, Math.floor(Math.log10(bytes / unit)));
            for (double factor : new double[] {1, 2, 5}) {
                if (factor * power * unit >= bytes) {
                    return factor * power * unit;
                }
            }
            return 10 * power * unit;
        }

        int lines() {
            return (int) Math.round((high - low) / step);
        }

        double y(double value) {
            return 100 * (1 - (value - low) / (high - low));
        }
    }
}
