package dev.tidemark.cli.hunt;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Confidence;
import dev.tidemark.report.HuntReport.GrowthPerOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts what different witnesses say about one leak into one finding: the snapshots have its holder
 * and count what accumulates, samples of allocations have the code that makes it, and readings of
 * memory have the rate.
 *
 * <p>A finding that is likely by its counts becomes certain when one of the other witnesses agrees.
 * What is only possible stays so: two witnesses of growth do not tell that it goes on.
 */
public final class JoinedEvidence {
    /** The readings are of all that grows: they speak for what most of it is. */
    private static final double MOST = 0.5;

    /** Growth that two witnesses measured is the same if the smaller is so much of the larger. */
    private static final double ALIKE = 0.7;

    private final MakingSites sites;
    private final Optional<GrowthPerOperation> growth;

    /**
     * @param growth of the live heap, by its readings
     */
    JoinedEvidence(MakingSites sites, Optional<GrowthPerOperation> growth) {
        this.sites = sites;
        this.growth = growth;
    }

    /** The same explanation, each finding with what the other witnesses say about it. */
    public Explanation addTo(Explanation explanation) {
        return new Explanation(
                explanation.verdict(),
                explanation.findings().stream().map(this::addTo).toList(),
                explanation.notLeaks(),
                explanation.because());
    }

    private Finding addTo(Finding finding) {
        List<String> evidence = new ArrayList<>(finding.evidenceFor());
        Optional<MakingSites.Made> made = sites.of(finding);
        made.map(MakingSites.Made::evidence).ifPresent(evidence::add);
        Optional<String> rate = rate(finding);
        rate.ifPresent(evidence::add);
        boolean agrees = rate.isPresent() || made.filter(MakingSites.Made::agrees).isPresent();
        return new Finding(
                finding.fingerprint(),
                finding.pattern(),
                finding.title(),
                agrees && finding.confidence() == Confidence.LIKELY
                        ? Confidence.CERTAIN
                        : finding.confidence(),
                finding.holder(),
                finding.accumulates(),
                finding.growth(),
                evidence,
                finding.evidenceAgainst(),
                better(finding.allocationSite(), made.map(MakingSites.Made::site).orElse(null)),
                finding.fix());
    }

    /** The one that a pattern has found, unless only the sampled one has a line. */
    private static @Nullable AllocationSite better(
            @Nullable AllocationSite found, @Nullable AllocationSite sampled) {
        if (found == null || sampled == null) {
            return found == null ? sampled : found;
        }
        return hasLine(found) || !hasLine(sampled) ? found : sampled;
    }

    private static boolean hasLine(AllocationSite site) {
        return site.location().line() > 0;
    }

    /** What readings of the heap say, if they speak of this finding and agree with it. */
    private Optional<String> rate(Finding finding) {
        Finding.PerOperation found = finding.growth().perOperation();
        if (found == null || finding.growth().share() < MOST) {
            return Optional.empty();
        }
        return growth.filter(read -> isAlike(read.estimate(), found.bytes()))
                .map(read ->
                        "readings of the heap between the snapshots agree: %s for each operation"
                                .formatted(Bytes.of(read.estimate())));
    }

    private static boolean isAlike(double one, double other) {
        return Math.min(one, other) >= ALIKE * Math.max(one, other);
    }
}
