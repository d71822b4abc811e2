package dev.tidemark.monitor.ingest;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a metric says of a process.
 *
 * @param rank of several metrics that say the same of one process, that of the lowest rank is read
 * @param runtime what the process must be to have this metric; null: any
 * @param part labels of which the first that is there tells parts of the signal apart
 * @param allLabels whether all labels tell parts apart
 * @param condition which series of the metric say it
 * @param reading how a number is read
 * @param container whether it is about a container
 */
record Meaning(
        int rank,
        Signal signal,
        @Nullable RuntimeKind runtime,
        List<String> part,
        boolean allLabels,
        Condition condition,
        Reading reading,
        boolean container) {

    /** Which part of the signal a series with these labels is. */
    String partOf(Map<String, String> labels, IdentityLabels identity) {
        return allLabels ? identity.others(labels) : first(part, labels).orElse("");
    }

    /** The value of the first of some labels that is there and not empty. */
    static Optional<String> first(List<String> names, Map<String, String> labels) {
        for (String name : names) {
            String value = labels.get(name);
            if (value != null && !value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
