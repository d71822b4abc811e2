package dev.tidemark.monitor.api;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.evidence.EvidenceItem;
import dev.tidemark.monitor.fleet.ProcessState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Alerts and captures that a process is in: those that are open, and the last that were. */
final class ProcessIncidents implements Happenings {
    private static final int MOST = 20;
    private static final int MOST_RESOLVED = 200;

    private final Incidents incidents;
    private final InstantSource clock;
    private final AlertRows alertRows;
    private final CaptureRows captureRows;

    ProcessIncidents(MonitorApi.Parts parts, Incidents incidents) {
        this.incidents = incidents;
        this.clock = parts.clock();
        this.alertRows = new AlertRows(incidents.alerts().mutes(), clock);
        this.captureRows = new CaptureRows(parts.fleet(), parts.clock());
    }

    @Override
    public void write(JsonGenerator json, ProcessState process) {
        json.writeArrayPropertyStart("alerts");
        alerts(process).forEach(alert -> alertRows.write(json, alert));
        json.writeEndArray();
        json.writeArrayPropertyStart("captures");
        captures(process).forEach(item -> captureRows.write(json, item));
        json.writeEndArray();
    }

    @Override
    public void mark(Marks marks, ProcessState process) {
        for (Alert alert : alerts(process)) {
            marks.add(alert.times().pending(), "alert", "alert", alert.id());
        }
        for (EvidenceItem item : captures(process)) {
            marks.add(item.started(), "capture", item.text(), item.id());
        }
    }

    private List<Alert> alerts(ProcessState process) {
        List<Alert> all = new ArrayList<>(incidents.alerts().open().reversed());
        all.addAll(incidents.alerts().resolved(clock.instant(), MOST_RESOLVED));
        return all.stream()
                .filter(alert ->
                        alert.members().stream().anyMatch(one -> one.process() == process.id()))
                .limit(MOST)
                .toList();
    }

    private List<EvidenceItem> captures(ProcessState process) {
        return incidents.desk().items().stream()
                .filter(item -> item.process() == process.id())
                .limit(MOST)
                .toList();
    }
}
