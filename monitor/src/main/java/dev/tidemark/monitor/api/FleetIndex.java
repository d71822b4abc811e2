package dev.tidemark.monitor.api;

import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fleet as lists show it, made anew at most once a second, and only when somebody asks.
 *
 * <p>Threads: any. Who asks while another thread makes a view gets the one before, unless that is
 * too old to be shown.
 */
final class FleetIndex {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration SHOWABLE = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final Supplier<Map<Integer, String>> alerts;
    private final InstantSource clock;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable FleetView latest;

    /**
     * @param alerts which alert that is open a process is in, by its number
     */
    FleetIndex(Fleet fleet, Supplier<Map<Integer, String>> alerts, InstantSource clock) {
        this.fleet = fleet;
        this.alerts = alerts;
        this.clock = clock;
    }

    FleetView view() {
        FleetView view = latest;
        if (view != null && age(view).compareTo(FRESH) < 0) {
            return view;
        }
        if (view != null && age(view).compareTo(SHOWABLE) < 0) {
            if (!making.tryLock()) {
                return view;
            }
        } else {
            making.lock();
        }
        try {
            FleetView now = latest;
            if (now == null || now == view) {
                now = make(view);
                latest = now;
            }
            return now;
        } finally {
            making.unlock();
        }
    }

    // A clock that was set back makes a view that is from the future: that one is not fresh.
    private Duration age(FleetView view) {
        return Duration.between(view.at(), clock.instant()).abs();
    }

    private FleetView make(@Nullable FleetView before) {
        List<ProcessState> states = fleet.processes();
        List<FleetRow> rows = new ArrayList<>(states.size());
        for (ProcessState state : states) {
            FleetRow row = before == null ? null : before.row(state.id()).orElse(null);
            rows.add(FleetRow.of(state, row));
        }
        rows.sort(FleetRow.WORST_FIRST);
        return new FleetView(clock.instant(), rows, alerts.get());
    }
}
