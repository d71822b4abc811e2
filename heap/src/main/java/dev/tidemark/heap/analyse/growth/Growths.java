package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.JvmHeap;
import java.util.ArrayList;
import java.util.List;

/** Compares snapshots. */
public final class Growths {
    private Growths() {}

    /** What grew over the snapshots, which are in the order in which they were taken. */
    public static Growth compare(List<Snapshot> snapshots) {
        if (snapshots.stream().anyMatch(snapshot -> snapshot.graph() instanceof JvmHeap)) {
            // Its ids are addresses, and another object may lie there now.
            return GrowthByPath.of(snapshots);
        }
        List<Identities> identities = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            identities.add(Identities.of(snapshot.graph()));
        }
        return isOneProcess(snapshots, identities)
                ? GrowthByIdentity.of(snapshots, identities)
                : GrowthByPath.of(snapshots);
    }

    private static boolean isOneProcess(List<Snapshot> snapshots, List<Identities> identities) {
        for (int i = 1; i < snapshots.size(); i++) {
            if (!identities.get(i - 1).isSameProcess(snapshots.get(i).graph())) {
                return false;
            }
        }
        return true;
    }
}
