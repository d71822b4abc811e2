package dev.tidemark.monitor.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Notices which processes have another verdict, came up, went down, came or left. Threads: any. */
final class FleetChanges {
    /** More are not listed: whoever follows then loads what it shows. */
    private static final int MOST_LISTED = 500;

    private final FleetIndex index;
    private final EventLog log;
    private @Nullable FleetView before;

    FleetChanges(FleetIndex index, EventLog log) {
        this.index = index;
        this.log = log;
    }

    /** Tells what has changed since the last call; the first call only looks. */
    synchronized void look() {
        FleetView now = index.view();
        FleetView then = before;
        before = now;
        if (then == null || then == now) {
            return;
        }
        List<Integer> changed = changed(then, now);
        if (!changed.isEmpty()) {
            log.publish("fleet", Json.object(json -> write(json, now, changed)));
        }
    }

    private static List<Integer> changed(FleetView then, FleetView now) {
        List<Integer> changed = new ArrayList<>();
        for (FleetRow row : now.rows()) {
            FleetRow old = then.row(row.id()).orElse(null);
            if (old == null || old.kind() != row.kind() || old.state().up() != row.state().up()) {
                changed.add(row.id());
            }
        }
        for (FleetRow row : then.rows()) {
            if (now.row(row.id()).isEmpty()) {
                changed.add(row.id());
            }
        }
        return changed;
    }

    private static void write(JsonGenerator json, FleetView view, List<Integer> changed) {
        Json.instant(json, "at", view.at());
        view.totals().write(json);
        json.writeArrayPropertyStart("changed");
        changed.stream().limit(MOST_LISTED).forEach(json::writeNumber);
        json.writeEndArray();
        json.writeBooleanProperty("more", changed.size() > MOST_LISTED);
    }
}
