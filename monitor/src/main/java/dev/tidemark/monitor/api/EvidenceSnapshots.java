package dev.tidemark.monitor.api;

import dev.tidemark.monitor.evidence.EvidenceDesk;
import dev.tidemark.monitor.evidence.EvidenceItem;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.Taken;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.Routes;
import dev.tidemark.monitor.snapshot.Answer;
import dev.tidemark.monitor.snapshot.Catalog;
import dev.tidemark.monitor.snapshot.Known;
import dev.tidemark.monitor.snapshot.SnapshotApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The snapshots among the evidence, to be looked into. */
final class EvidenceSnapshots implements Catalog, AutoCloseable {
    /** Of the memory that we may have; what is open takes two to three times its files. */
    private static final double PART_OF_MEMORY = 0.25;

    private static final String JSON = "application/json";

    private final EvidenceDesk desk;
    private final SnapshotApi api;

    EvidenceSnapshots(EvidenceDesk desk, String version) {
        this.desk = desk;
        long most = (long) (PART_OF_MEMORY * Runtime.getRuntime().maxMemory());
        this.api = SnapshotApi.of(this, most, version);
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/snapshots", call -> answer(call, List.of()));
        routes.on(
                "GET",
                "/api/snapshots/{path...}",
                call -> answer(call, List.of(call.variable("path").split("/", -1))));
    }

    private void answer(Call call, List<String> path) throws IOException {
        Answer answer = api.answer(path, call.query());
        call.answer(answer.status(), JSON, answer.bytes());
    }

    /** Whether something that was taken can be looked into: what still holds contents cannot. */
    static boolean opens(EvidenceItem item, Captured captured) {
        return !item.open() && captured.what() == Taken.SNAPSHOT && captured.file() != null;
    }

    /** How addresses name the snapshots of an item that can be looked into, in order. */
    static List<String> of(EvidenceItem item) {
        List<String> ids = new ArrayList<>();
        for (Captured captured : item.captures()) {
            if (opens(item, captured)) {
                ids.add(item.id() + "-" + (ids.size() + 1));
            }
        }
        return ids;
    }

    @Override
    public List<Known> all() {
        List<Known> all = new ArrayList<>();
        for (EvidenceItem item : desk.items().reversed()) {
            List<String> ids = of(item);
            int number = 0;
            for (Captured captured : item.captures()) {
                String file = captured.file();
                if (file != null && opens(item, captured)) {
                    all.add(known(item, captured, file, ids.get(number++)));
                }
            }
        }
        return all;
    }

    private Known known(EvidenceItem item, Captured captured, String file, String id) {
        return new Known(
                id,
                desk.file(file),
                name(item, captured),
                "process " + item.process(),
                captured.at(),
                new Known.Origin(item.process(), item.alert()),
                item.explanation());
    }

    /** {@code checkout 1.4.2, snapshot 2 of 3}. */
    private static String name(EvidenceItem item, Captured captured) {
        ProcessKey key = item.key();
        String build = key.build().isEmpty() ? "" : " " + key.build();
        return key.service() + build + ", " + captured.text().replaceFirst(":.*", "");
    }

    @Override
    public void close() {
        api.close();
    }
}
