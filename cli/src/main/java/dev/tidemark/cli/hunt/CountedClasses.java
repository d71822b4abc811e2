package dev.tidemark.cli.hunt;

import dev.tidemark.cli.hunt.ClassGrowth.OfClass;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.NotLeak;
import dev.tidemark.model.Finding;
import dev.tidemark.trend.GrowthPerOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A second witness: the class histograms, which know nothing of holders, count the type that a
 * finding says accumulates. Growth that they see, too, is evidence for the finding. Where they rule
 * it out, what two or three snapshots showed was chance, such as connections that were open just
 * then.
 */
public final class CountedClasses {
    /** Growth of this share of what the snapshots show agrees with them. */
    private static final double AGREES = 0.8;

    /** When even the highest growth that is likely is less than this, they are contradicted. */
    private static final double CONTRADICTS = 0.5;

    private final ClassGrowth histograms;
    private final String unit;

    /**
     * @param histograms none on other runtimes than the JVM
     * @param unit one operation in a word
     */
    public CountedClasses(ClassGrowth histograms, String unit) {
        this.histograms = histograms;
        this.unit = unit;
    }

    /**
     * The same explanation, with what the histograms say of each finding's type. What they rule out
     * is no finding; when nothing is left, the two witnesses disagree, and the verdict is
     * undecided.
     */
    public Explanation addTo(Explanation explanation) {
        List<Finding> findings = new ArrayList<>();
        List<NotLeak> notLeaks = new ArrayList<>(explanation.notLeaks());
        for (Finding finding : explanation.findings()) {
            OfClass counted = histograms.of(finding.accumulates().type()).orElse(null);
            if (counted == null) {
                findings.add(finding);
            } else if (contradicts(finding, counted)) {
                notLeaks.add(
                        new NotLeak(
                                finding.holder().path(),
                                "the class histogram rules it out: " + words(finding, counted)));
            } else {
                findings.add(agrees(finding, counted) ? with(finding, counted) : finding);
            }
        }
        boolean open = explanation.verdict() == Explanation.Verdict.LEAKING && findings.isEmpty();
        List<String> because = new ArrayList<>(explanation.because());
        if (open) {
            because.addFirst("the snapshots show growth that the class histograms rule out");
        }
        return new Explanation(
                open ? Explanation.Verdict.UNDECIDED : explanation.verdict(),
                findings,
                notLeaks,
                because);
    }

    private Finding with(Finding finding, OfClass counted) {
        List<String> evidenceFor = new ArrayList<>(finding.evidenceFor());
        evidenceFor.add("the class histogram agrees: " + words(finding, counted));
        return new Finding(
                finding.fingerprint(),
                finding.pattern(),
                finding.title(),
                finding.confidence(),
                finding.holder(),
                finding.accumulates(),
                finding.growth(),
                evidenceFor,
                finding.evidenceAgainst(),
                finding.allocationSite(),
                finding.fix());
    }

    /** Objects of the type may accumulate elsewhere, too: more than in the holder is well. */
    private static boolean agrees(Finding finding, OfClass counted) {
        Finding.PerOperation each = finding.growth().perOperation();
        GrowthPerOperation slope = counted.perOperation();
        if (each != null && slope != null) {
            return slope.bytes() >= AGREES * each.count();
        }
        int steps = finding.accumulates().counts().size() - 1;
        return counted.added() >= AGREES * finding.growth().perStep() * steps;
    }

    /** Only by operations: one number over all says nothing of how sure it is. */
    private static boolean contradicts(Finding finding, OfClass counted) {
        Finding.PerOperation each = finding.growth().perOperation();
        GrowthPerOperation slope = counted.perOperation();
        return each != null && slope != null && slope.high() < CONTRADICTS * each.count();
    }

    private String words(Finding finding, OfClass counted) {
        String type = finding.accumulates().type();
        int readings = histograms.readings().size();
        GrowthPerOperation slope = counted.perOperation();
        return slope == null
                ? String.format(
                        Locale.ROOT, "%s %+,d in %d histograms", type, counted.added(), readings)
                : String.format(
                        Locale.ROOT,
                        "%s %+.2f per %s in %d histograms",
                        type,
                        slope.bytes(),
                        unit,
                        readings);
    }
}
