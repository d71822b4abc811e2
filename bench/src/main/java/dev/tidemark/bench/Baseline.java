package dev.tidemark.bench;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Rules in use elsewhere, each since the last start of the process. */
enum Baseline {
    /** A straight line explains four fifths of resident memory, and it rose by 5 %. */
    LINE("line through RSS, R² > .8") {
        @Override
        boolean alarm(double[] t, double[] y) {
            return y.length >= 30 && line(thinned(t, 120), thinned(y, 120));
        }
    },
    /** Mann and Kendall's test at 0.1 %, and Sen's slope makes 5 %. */
    MANN_KENDALL("Mann-Kendall .001 on RSS, 5 %") {
        @Override
        boolean alarm(double[] t, double[] y) {
            return y.length >= 30 && mannKendall(thinned(t, 80), thinned(y, 80));
        }
    },
    /** The same on the heap after full collections. */
    MANN_KENDALL_POST_GC("Mann-Kendall .001 after GC, 5 %") {
        @Override
        boolean alarm(double[] t, double[] y) {
            return MANN_KENDALL.alarm(t, y);
        }

        @Override
        Signal signal() {
            return Signal.POST_GC_USED;
        }
    },
    /** The heap after a collection rose five times in a row. */
    FIVE_COLLECTIONS("5 rising collections") {
        @Override
        boolean alarm(double[] t, double[] y) {
            int run = 0;
            for (int i = 1; i < y.length && run < 5; i++) {
                // Between collections the value repeats.
                run = y[i] == y[i - 1] ? run : y[i] > y[i - 1] ? run + 1 : 0;
            }
            return run == 5;
        }

        @Override
        Signal signal() {
            return Signal.POST_GC_USED;
        }
    };

    private static final double NORMAL_999 = 3.09;

    private final String label;

    Baseline(String label) {
        this.label = label;
    }

    abstract boolean alarm(double[] t, double[] y);

    Signal signal() {
        return Signal.RSS;
    }

    String label() {
        return label;
    }

    TrendTrace trace(List<MemorySample> samples, int checks) {
        TrendTrace trace = new TrendTrace();
        double[] t = new double[samples.size()];
        double[] y = new double[samples.size()];
        int n = 0;
        double start = Double.NaN;
        for (int i = 0; i < samples.size(); i++) {
            MemorySample sample = samples.get(i);
            double started = sample.value(Signal.START).orElse(0);
            n = started == start ? n : 0;
            start = started;
            OptionalDouble value = sample.value(signal());
            if (value.isPresent()) {
                t[n] = sample.seconds();
                y[n++] = value.getAsDouble();
            }
            if (TrendTrace.isCheck(i, samples.size(), checks)) {
                trace.add(sample.seconds(), alarm(Arrays.copyOf(t, n), Arrays.copyOf(y, n)));
            }
        }
        return trace;
    }

    private static double[] thinned(double[] values, int most) {
        int n = Math.min(most, values.length);
        double[] means = new double[n];
        for (int i = 0; i < n; i++) {
            int from = (int) ((long) i * values.length / n);
            int to = (int) ((i + 1L) * values.length / n);
            means[i] = Arrays.stream(values, from, to).average().orElse(Double.NaN);
        }
        return means;
    }

    private static boolean line(double[] t, double[] y) {
        double meanT = Arrays.stream(t).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double tt = 0;
        double ty = 0;
        double yy = 0;
        for (int i = 0; i < t.length; i++) {
            tt += (t[i] - meanT) * (t[i] - meanT);
            ty += (t[i] - meanT) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        double rise = ty / tt * (t[t.length - 1] - t[0]);
        return ty > 0 && ty * ty > 0.8 * tt * yy && rise > 0.05 * meanY;
    }

    private static boolean mannKendall(double[] t, double[] y) {
        int n = y.length;
        double signs = 0;
        double[] slopes = new double[n * (n - 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                signs += Math.signum(y[j] - y[i]);
                slopes[next++] = (y[j] - y[i]) / (t[j] - t[i]);
            }
        }
        Arrays.sort(slopes);
        double deviation = Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
        double rise = slopes[slopes.length / 2] * (t[n - 1] - t[0]);
        double mean = Arrays.stream(y).average().orElse(0);
        return (signs - 1) / deviation > NORMAL_999 && rise > 0.05 * mean;
    }
}
