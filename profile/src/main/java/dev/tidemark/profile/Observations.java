package dev.tidemark.profile;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Finds what is worth a look. */
final class Observations {
    /** A site with less of the whole is not worth a line of a report. */
    private static final double WORTH_A_LINE = 0.1;

    /** Fewer samples may have hit the same place by chance; fewer objects are no habit. */
    private static final int FEWEST = 10;

    private Observations() {}

    static List<Observation.Survives> survivors(AllocationProfile profile) {
        long total = profile.total(Measure.ALIVE).bytes();
        return standingOut(profile, Measure.ALIVE)
                .map(site ->
                        new Observation.Survives(
                                site,
                                share(site.alive(), total),
                                Rates.aliveShare(profile, site.allocated(), site.alive())))
                .toList();
    }

    static List<Observation.Repeated> repeated(AllocationProfile profile) {
        long total = profile.total(Measure.ALLOCATED).bytes();
        Coverage coverage = profile.coverage(Measure.ALLOCATED);
        return standingOut(profile, Measure.ALLOCATED)
                .map(site ->
                        new Observation.Repeated(
                                site,
                                share(site.allocated(), total),
                                objectsPerOperation(coverage, site.allocated())))
                .toList();
    }

    private static Stream<AllocationSites.Site> standingOut(
            AllocationProfile profile, Measure measure) {
        long total = profile.total(measure).bytes();
        return AllocationSites.of(profile, measure).stream()
                .filter(site -> share(site.weight(measure), total) >= WORTH_A_LINE)
                .filter(site -> site.weight(measure).count() >= FEWEST)
                .filter(site -> !AllocationSites.isRuntime(site.function()));
    }

    private static double share(Weight weight, long total) {
        return total > 0 ? weight.bytes() / (double) total : 0;
    }

    private static OptionalDouble objectsPerOperation(Coverage coverage, Weight weight) {
        return coverage.scale() == Coverage.Scale.EXACT && coverage.operations() > 0
                ? OptionalDouble.of((double) weight.count() / coverage.operations())
                : OptionalDouble.empty();
    }
}
