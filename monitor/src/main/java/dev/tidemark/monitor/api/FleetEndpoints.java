package dev.tidemark.monitor.api;

import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.Routes;
import java.io.IOException;
import java.util.List;

/** The fleet: services with their builds, and processes one by one. */
final class FleetEndpoints {
    private static final Sorting<Group> SERVICES =
            Sorting.<Group>by()
                    .name("service", Group::name)
                    .falling("instances", group -> group.rows().size())
                    .falling("rate", group -> group.worst().bytesPerSecond())
                    .rising("limit", group -> group.worst().secondsToLimit())
                    .falling("memory", Group::memoryBytes)
                    .falling("seen", group -> group.lastSeen().toEpochMilli())
                    .build();

    private static final Sorting<FleetRow> PROCESSES =
            Sorting.<FleetRow>by()
                    .name("service", row -> row.key().service())
                    .name("build", row -> row.key().build())
                    .name("instance", row -> row.key().instance())
                    .falling("rate", FleetRow::bytesPerSecond)
                    .rising("limit", FleetRow::secondsToLimit)
                    .falling("memory", FleetRow::memoryBytes)
                    .falling("heap", FleetRow::heapBytes)
                    .falling("seen", row -> row.state().lastSeen().toEpochMilli())
                    .falling("onset", FleetEndpoints::onset)
                    .build();

    private final Fleet fleet;
    private final FleetIndex index;
    private final Answers answers;

    FleetEndpoints(Fleet fleet, FleetIndex index, Answers answers) {
        this.fleet = fleet;
        this.index = index;
        this.answers = answers;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/fleet", this::services);
        routes.on("GET", "/api/v1/processes", this::processes);
    }

    private static double onset(FleetRow row) {
        return row.state().verdict() instanceof TrendVerdict.Leaking leaking
                ? leaking.onsetSeconds()
                : Double.NaN;
    }

    private void services(Call call) throws IOException {
        Parameters parameters = new Parameters(call);
        FleetView view = index.view();
        List<FleetRow> matched = new FleetFilter(parameters).of(view);
        List<Group> services =
                SERVICES.sort(Group.by(matched, row -> row.key().service()), parameters);
        Parameters.Paging paging = parameters.paging();
        FleetJson rows = new FleetJson(fleet, view);
        answers.send(
                call,
                "fleet",
                json -> {
                    Json.instant(json, "at", view.at());
                    view.totals().write(json);
                    json.writeObjectPropertyStart("matched");
                    json.writeNumberProperty("processes", matched.size());
                    Counts.of(matched).write(json, "counts");
                    json.writeEndObject();
                    paging.write(json, services, group -> rows.service(json, group));
                });
    }

    private void processes(Call call) throws IOException {
        Parameters parameters = new Parameters(call);
        FleetView view = index.view();
        List<FleetRow> matched = PROCESSES.sort(new FleetFilter(parameters).of(view), parameters);
        Parameters.Paging paging = parameters.paging();
        FleetJson rows = new FleetJson(fleet, view);
        answers.send(
                call,
                "processes",
                json -> {
                    Json.instant(json, "at", view.at());
                    Counts.of(matched).write(json, "counts");
                    paging.write(json, matched, row -> rows.process(json, row));
                });
    }
}
