package dev.tidemark.cli.hunt;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.AllocationSite;
import java.util.Optional;

/** Tells where the things that a finding is about are made. */
interface MakingSites {
    /** Knows none. */
    MakingSites NONE = _ -> Optional.empty();

    /** Fewer samples may agree by chance. */
    int ENOUGH_TO_AGREE = 10;

    /** The function that made most of what was sampled; empty when none did. */
    Optional<Made> of(Finding finding);

    /**
     * A function that makes what accumulates.
     *
     * @param evidence how that is known, in words
     * @param agrees whether the samples show by themselves what the snapshots show: that things
     *     made there stay, as many bytes or in the same holder
     */
    record Made(AllocationSite site, String evidence, boolean agrees) {}

    /** {@code Shop.java:41} of a whole path. */
    static String shortPlace(AllocationSite site) {
        String place = site.location().toString();
        return place.substring(place.lastIndexOf('/') + 1);
    }
}
