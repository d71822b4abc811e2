package dev.tidemark.explain;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.Finding.AllocationSite;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The functions whose code adds to what holds an accumulation. */
final class Adders {
    /** A person looks at a few places, not at a list. */
    private static final int MOST_TOLD = 3;

    private Adders() {}

    /**
     * By the nearest variable above the holder of which the code is known. A slot among many is
     * none: who adds to the outer collection does not add to each inner one.
     */
    static List<AllocationSite> of(Accumulation accumulation, Snapshot last) {
        if (accumulation.holders().isEmpty()) {
            return List.of();
        }
        OwnerTree owners = last.owners();
        int object = accumulation.holders().getFirst();
        while (owners.parent(object) != OwnerTree.NONE) {
            int holder = owners.parent(object);
            long reference = owners.reference(object);
            if (last.rules().stepName(holder, reference).equals(PathTrie.ANY)) {
                return List.of();
            }
            if (last.rules().declaration(holder, reference).isPresent()) {
                return last.rules().adders(holder, reference);
            }
            object = holder;
        }
        return List.of();
    }

    /** {@code added to by Cache.remember (Cache.java:31)}. */
    static Optional<String> words(List<AllocationSite> adders, RuntimeRules rules) {
        if (adders.isEmpty()) {
            return Optional.empty();
        }
        String told =
                adders.stream()
                        .limit(MOST_TOLD)
                        .map(site ->
                                "%s (%s)".formatted(site.function(), rules.show(site.location())))
                        .collect(Collectors.joining(", "));
        int more = adders.size() - MOST_TOLD;
        return Optional.of(
                "added to by " + told + (more > 0 ? " and %d more".formatted(more) : ""));
    }
}
