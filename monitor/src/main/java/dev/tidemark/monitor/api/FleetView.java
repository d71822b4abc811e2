package dev.tidemark.monitor.api;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The fleet at one moment, worst first; never changes. */
final class FleetView {
    private final Instant at;
    private final List<FleetRow> rows;
    private final Map<Integer, FleetRow> byId;
    private final Map<Integer, String> alerts;
    private final Totals totals;

    /**
     * @param rows worst first
     * @param alerts which alert a process is in, by its number
     */
    FleetView(Instant at, List<FleetRow> rows, Map<Integer, String> alerts) {
        this.at = at;
        this.rows = List.copyOf(rows);
        this.byId = HashMap.newHashMap(rows.size());
        this.alerts = Map.copyOf(alerts);
        rows.forEach(row -> byId.put(row.id(), row));
        this.totals = Totals.of(rows);
    }

    Instant at() {
        return at;
    }

    List<FleetRow> rows() {
        return rows;
    }

    Optional<FleetRow> row(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Nullable String alertOf(int process) {
        return alerts.get(process);
    }

    Totals totals() {
        return totals;
    }

    /** What there is in all. */
    record Totals(int services, int builds, int processes, int up, Counts counts) {
        private static Totals of(List<FleetRow> rows) {
            Set<String> services = new HashSet<>();
            Set<Build> builds = new HashSet<>();
            int up = 0;
            for (FleetRow row : rows) {
                services.add(row.key().service());
                builds.add(new Build(row.key().service(), row.key().build()));
                up += row.state().up() ? 1 : 0;
            }
            return new Totals(services.size(), builds.size(), rows.size(), up, Counts.of(rows));
        }

        void write(JsonGenerator json) {
            json.writeObjectPropertyStart("totals");
            json.writeNumberProperty("services", services);
            json.writeNumberProperty("builds", builds);
            json.writeNumberProperty("processes", processes);
            json.writeNumberProperty("up", up);
            counts.write(json, "counts");
            json.writeEndObject();
        }
    }

    private record Build(String service, String build) {}
}
