package dev.tidemark.monitor.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The readings of one request, kept until all of it has been read: of a broken one nothing is
 * taken. Not thread-safe.
 */
final class Readings {
    /** How Prometheus says that a series has ended; any other NaN is just no number. */
    private static final long STALE = 0x7ff0000000000002L;

    private static final int INITIAL = 4096;

    private Outlet[] outlets = new Outlet[INITIAL];
    private long[] millis = new long[INITIAL];
    private double[] numbers = new double[INITIAL];
    private final List<News> news = new ArrayList<>();
    private int size;
    private long ignored;
    private long refused;

    void add(Outlet outlet, long epochMillis, double number) {
        if (size == outlets.length) {
            outlets = Arrays.copyOf(outlets, 2 * size);
            millis = Arrays.copyOf(millis, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        outlets[size] = outlet;
        millis[size] = epochMillis;
        numbers[size] = number;
        size++;
    }

    /** A reading that says only what came since the one before. */
    void addMore(Outlet outlet, RunningTotal total, long epochMillis, double more) {
        news.add(new News(outlet, total, epochMillis, more));
    }

    /** A reading of something that we do not understand. */
    void ignore() {
        ignored++;
    }

    /** A reading for which there is no room. */
    void refuse() {
        refused++;
    }

    /** Readings so far, of whatever. */
    long count() {
        return size + news.size() + ignored + refused;
    }

    /** Readings for which there was no room. */
    long refused() {
        return refused;
    }

    void clear() {
        news.clear();
        // Not to keep series alive that are gone.
        Arrays.fill(outlets, 0, size, Outlet.NOWHERE);
        size = 0;
        ignored = 0;
        refused = 0;
    }

    /** Hands all of them in. */
    void handIn(Catalog catalog) {
        for (News each : news) {
            add(each.outlet, each.millis, each.total.plus(each.millis, each.more));
        }
        news.clear();
        long latest = catalog.latestMillis();
        int minute = Catalog.minute();
        for (int i = 0; i < size; i++) {
            double number = numbers[i];
            boolean told = Double.isFinite(number) || Double.doubleToRawLongBits(number) == STALE;
            if (told && millis[i] > 0 && millis[i] <= latest) {
                outlets[i].used(minute);
                outlets[i].add(catalog, millis[i], number);
            } else {
                ignored++;
            }
        }
        catalog.taken(size);
        catalog.ignored(ignored);
        catalog.refused(refused);
    }

    private record News(Outlet outlet, RunningTotal total, long millis, double more) {}
}
