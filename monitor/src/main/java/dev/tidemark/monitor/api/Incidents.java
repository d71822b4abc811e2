package dev.tidemark.monitor.api;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.Member;
import dev.tidemark.monitor.alert.deliver.Outbox;
import dev.tidemark.monitor.evidence.EvidenceDesk;
import java.util.HashMap;
import java.util.Map;

/** What is known of alerts, and of the evidence for them. */
public record Incidents(Alerts alerts, Outbox outbox, EvidenceDesk desk) {

    /** The alert that is open about a process, by the process' number. */
    Map<Integer, String> openByProcess() {
        Map<Integer, String> open = new HashMap<>();
        for (Alert alert : alerts.open()) {
            for (Member member : alert.members()) {
                open.putIfAbsent(member.process(), alert.id());
            }
        }
        return open;
    }
}
