package dev.tidemark.monitor.ingest;

import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.fleet.ProcessKey;
import java.util.Arrays;

/**
 * Where the readings of one foreign series go: to none of ours, or to one, or to two. Threads: any;
 * the readings of one series should come from one at a time.
 */
final class Outlet {
    /** Of series that we understand but must not or need not take. */
    static final Outlet NOWHERE = new Outlet(new Target[0]);

    private final Target[] targets;

    /** When it was last used, in minutes of a clock that only rises. */
    private volatile int usedMinute;

    Outlet(Target[] targets) {
        this.targets = targets;
    }

    /**
     * Hands a reading on.
     *
     * @param number NaN if the sender says that the series has ended
     */
    void add(Catalog catalog, long epochMillis, double number) {
        for (Target target : targets) {
            target.add(catalog, epochMillis, number);
        }
    }

    /** Whether there was no room for any of the series that it should feed: it feeds none. */
    boolean refused() {
        return targets.length > 0 && Arrays.stream(targets).noneMatch(Target::admitted);
    }

    void used(int minute) {
        if (usedMinute != minute) {
            usedMinute = minute;
        }
    }

    Target[] targets() {
        return targets;
    }

    int usedMinute() {
        return usedMinute;
    }

    /** One of our series, fed by one foreign series. */
    static final class Target {
        private final ProcessKey key;
        private final Claim claim;
        private final Meaning meaning;
        private final double factor;
        private final String part;
        private volatile int series;

        private volatile boolean active;
        private volatile long lastMillis = Long.MIN_VALUE;
        private double lastValue = Double.NaN;

        Target(
                ProcessKey key,
                Claim claim,
                Meaning meaning,
                double factor,
                String part,
                int series) {
            this.key = key;
            this.claim = claim;
            this.meaning = meaning;
            this.factor = factor;
            this.part = part;
            this.series = series;
        }

        private void add(Catalog catalog, long epochMillis, double number) {
            if (series == Intake.NONE) {
                catalog.refused();
                return;
            }
            if (!active && !claim.enter(this, epochMillis)) {
                catalog.standby();
                return;
            }
            lastMillis = epochMillis;
            double value = number;
            if (!Double.isNaN(number)) {
                value = meaning.reading().value(number * factor, epochMillis, lastValue);
                if (Double.isNaN(value)) {
                    return;
                }
                lastValue = value;
            }
            if (!catalog.intake().add(series, epochMillis, value)) {
                comeBack(catalog, epochMillis, value);
            }
        }

        /** The process was silent for so long that it has been forgotten. */
        private void comeBack(Catalog catalog, long epochMillis, double value) {
            int again = catalog.series(key, meaning, meaning.runtime(), part);
            if (again == Intake.NONE) {
                catalog.refused();
            } else {
                series = again;
                catalog.intake().add(again, epochMillis, value);
            }
        }

        ProcessKey key() {
            return key;
        }

        void leave() {
            claim.leave();
        }

        boolean admitted() {
            return series != Intake.NONE;
        }

        int rank() {
            return meaning.rank();
        }

        String part() {
            return part;
        }

        long lastMillis() {
            return lastMillis;
        }

        void activate(boolean now) {
            active = now;
        }
    }
}
