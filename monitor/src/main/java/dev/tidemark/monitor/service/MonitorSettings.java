package dev.tidemark.monitor.service;

import dev.tidemark.monitor.alert.AlertSettings;
import dev.tidemark.monitor.alert.deliver.DeliverySettings;
import dev.tidemark.monitor.evidence.EvidenceRules;
import dev.tidemark.monitor.http.ServerSettings;
import dev.tidemark.monitor.ingest.pull.SourceSettings;
import dev.tidemark.monitor.settings.Section;
import dev.tidemark.monitor.store.StoreSection;
import java.nio.file.Path;

/** All that a monitor is told: one section a part, each of which may be missing. */
public record MonitorSettings(
        ServerSettings server,
        StoreSection store,
        SourceSettings sources,
        AlertSettings alerts,
        DeliverySettings deliveries,
        EvidenceRules evidence) {

    /**
     * Reads a whole file of settings.
     *
     * @param data the folder for whatever is not given another place
     * @throws IllegalArgumentException one line: where, what was expected, what was found
     */
    public static MonitorSettings of(Section file, Path data) {
        file.only("server", "store", "sources", "alerts", "deliveries", "evidence");
        return new MonitorSettings(
                ServerSettings.of(file.section("server")),
                StoreSection.of(file.section("store"), data.resolve("store")),
                SourceSettings.of(file.section("sources")),
                AlertSettings.of(file.section("alerts")),
                DeliverySettings.of(file.section("deliveries")),
                EvidenceRules.of(file.section("evidence"), data.resolve("evidence")));
    }

    /** The same with another server. */
    public MonitorSettings withServer(ServerSettings other) {
        return new MonitorSettings(other, store, sources, alerts, deliveries, evidence);
    }
}
