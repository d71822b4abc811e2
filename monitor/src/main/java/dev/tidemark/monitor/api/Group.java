package dev.tidemark.monitor.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Processes that are shown as one: those of a service, or of a build of it.
 *
 * @param rows at least one, worst first
 */
record Group(String name, List<FleetRow> rows) {

    /** Groups by a name, in the order of their worst process. */
    static List<Group> by(Collection<FleetRow> rows, Function<FleetRow, String> name) {
        Map<String, List<FleetRow>> byName = new LinkedHashMap<>();
        for (FleetRow row : rows) {
            byName.computeIfAbsent(name.apply(row), key -> new ArrayList<>()).add(row);
        }
        List<Group> groups = new ArrayList<>(byName.size());
        byName.forEach((key, members) -> groups.add(new Group(key, members)));
        return groups;
    }

    FleetRow worst() {
        return rows.getFirst();
    }

    Counts counts() {
        return Counts.of(rows);
    }

    int up() {
        return (int) rows.stream().filter(row -> row.state().up()).count();
    }

    /** Of all processes whose memory is known; NaN when that of none is. */
    double memoryBytes() {
        double sum = Double.NaN;
        for (FleetRow row : rows) {
            double bytes = row.memoryBytes();
            if (!Double.isNaN(bytes)) {
                sum = Double.isNaN(sum) ? bytes : sum + bytes;
            }
        }
        return sum;
    }

    Instant firstSeen() {
        return rows.stream()
                .map(row -> row.state().firstSeen())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    Instant lastSeen() {
        return rows.stream()
                .map(row -> row.state().lastSeen())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** How many alerts its processes are in. */
    int alerts(FleetView view) {
        Set<String> alerts = new HashSet<>();
        for (FleetRow row : rows) {
            String alert = view.alertOf(row.id());
            if (alert != null) {
                alerts.add(alert);
            }
        }
        return alerts.size();
    }
}
