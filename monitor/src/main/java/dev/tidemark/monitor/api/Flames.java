package dev.tidemark.monitor.api;

import static dev.tidemark.profile.AllocationProfile.ROOT;

import dev.tidemark.monitor.evidence.EvidenceDesk;
import dev.tidemark.monitor.evidence.EvidenceItem;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.Taken;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import dev.tidemark.profile.file.ProfileFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Who allocates, as trees for flame graphs. A tree is read once and kept for a while. */
final class Flames {
    private static final int KEPT = 8;
    private static final int DEEPEST = 100;

    /** Smaller parts of the whole cannot be seen. */
    private static final double SMALLEST = 0.001;

    private final EvidenceDesk desk;
    private final LinkedHashMap<String, String> byFile = new LinkedHashMap<>(16, 0.75f, true);

    Flames(EvidenceDesk desk) {
        this.desk = desk;
    }

    /**
     * Writes {@code flame}: the latest profile among the evidence; null when there is none.
     *
     * @param items youngest first
     */
    void write(JsonGenerator json, List<EvidenceItem> items) {
        json.writeName("flame");
        json.writeRawValue(
                items.stream()
                        .flatMap(item -> item.captures().reversed().stream())
                        .flatMap(captured -> of(captured).stream())
                        .findFirst()
                        .orElse("null"));
    }

    private synchronized Optional<String> of(Captured captured) {
        String file = captured.file();
        boolean isProfile =
                captured.what() == Taken.LIVE_OBJECTS || captured.what() == Taken.ALLOCATIONS;
        if (file == null || !isProfile) {
            return Optional.empty();
        }
        String known = byFile.get(file);
        if (known == null) {
            known = read(file);
            byFile.put(file, known);
            if (byFile.size() > KEPT) {
                byFile.pollFirstEntry();
            }
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    /** Empty for a file that is gone, or in which nothing was sampled. */
    private String read(String file) {
        try {
            AllocationProfile profile = ProfileFiles.read(desk.file(file));
            return new Tree(profile).json();
        } catch (IOException e) {
            return "";
        }
    }

    private static final class Tree {
        private final AllocationProfile profile;

        /** What lives on is worth more to know than what was garbage soon. */
        private final boolean isAlive;

        private final Weight[] totals;
        private final List<List<Integer>> children = new ArrayList<>();

        Tree(AllocationProfile profile) {
            this.profile = profile;
            this.isAlive = profile.total(Measure.ALIVE).bytes() > 0;
            this.totals = profile.totals(isAlive ? Measure.ALIVE : Measure.ALLOCATED);
            for (int node = 0; node < profile.nodeCount(); node++) {
                children.add(new ArrayList<>());
                boolean visible = totals[node].bytes() >= SMALLEST * totals[ROOT].bytes();
                if (node != ROOT && visible) {
                    children.get(profile.parent(node)).add(node);
                }
            }
        }

        String json() {
            if (totals[ROOT].bytes() <= 0) {
                return "";
            }
            return new String(
                    Json.object(json -> {
                        json.writeStringProperty("measure", isAlive ? "alive" : "allocated");
                        json.writeStringProperty("name", "all");
                        rest(json, ROOT, 0);
                    }),
                    StandardCharsets.UTF_8);
        }

        private void rest(JsonGenerator json, int node, int depth) {
            json.writeNumberProperty("bytes", totals[node].bytes());
            json.writeArrayPropertyStart("children");
            if (depth < DEEPEST) {
                for (int child : children.get(node)) {
                    Frame frame = profile.frame(child);
                    json.writeStartObject();
                    json.writeStringProperty(
                            "name", frame.name().isEmpty() ? "(anonymous)" : frame.name());
                    json.writeStringProperty(
                            "at",
                            frame.location().file().isEmpty() ? "" : frame.location().toString());
                    rest(json, child, depth + 1);
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        }
    }
}
