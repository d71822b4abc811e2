package dev.tidemark.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Something in a profile that is worth a look. */
public sealed interface Observation {
    /** Where. */
    AllocationSites.Site site();

    /** Its part of the whole profile, 0 to 1. */
    double share();

    /**
     * One place allocates again and again.
     *
     * @param perOperation objects for each operation, where every object was recorded and
     *     operations were counted: more than a few mean a loop
     */
    record Repeated(AllocationSites.Site site, double share, OptionalDouble perOperation)
            implements Observation {}

    /**
     * What one place allocates stays alive.
     *
     * @param ofItsOwn the part of what it allocated that lives, 0 to 1, where both were measured
     */
    record Survives(AllocationSites.Site site, double share, OptionalDouble ofItsOwn)
            implements Observation {}

    /** What stands out in a profile, the survivors first. */
    static List<Observation> of(AllocationProfile profile) {
        List<Observation> all = new ArrayList<>();
        if (profile.has(Measure.ALIVE)) {
            all.addAll(Observations.survivors(profile));
        }
        if (profile.has(Measure.ALLOCATED)) {
            all.addAll(Observations.repeated(profile));
        }
        return all;
    }
}
