package dev.tidemark.cli.hunt;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.OldObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells where the things that accumulate are made, by samples of old objects of their type. Those
 * that the holder's own field keeps alive count alone, if there are any. A site is named when it
 * made more than half of them; how sure a finding is does not depend on it.
 */
public final class SampledSites {
    /** One sample may be of another holder's things, unless the holder is seen to keep it. */
    private static final int FEWEST_UNSEEN = 2;

    private final List<OldObject> samples;

    /**
     * @param samples of the process that was snapshotted; none on other runtimes than the JVM
     */
    public SampledSites(List<OldObject> samples) {
        this.samples = List.copyOf(samples);
    }

    /** The same explanation, with allocation sites for findings that had none. */
    public Explanation addTo(Explanation explanation) {
        return new Explanation(
                explanation.verdict(),
                explanation.findings().stream().map(this::addTo).toList(),
                explanation.notLeaks(),
                explanation.because());
    }

    private Finding addTo(Finding finding) {
        return finding.allocationSite() == null
                ? made(finding).map(made -> with(finding, made)).orElse(finding)
                : finding;
    }

    /** A function that made {@code count} of {@code all} samples. */
    private record Made(Frame by, long count, long all) {}

    private Optional<Made> made(Finding finding) {
        String type = finding.accumulates().type();
        List<OldObject> ofType =
                samples.stream().filter(sample -> isOf(type, sample.type())).toList();
        String field = field(finding.holder().path());
        List<OldObject> held =
                ofType.stream().filter(sample -> sample.heldBy().contains(field)).toList();
        if (held.isEmpty() && ofType.size() < FEWEST_UNSEEN) {
            return Optional.empty();
        }
        return most(held.isEmpty() ? ofType : held);
    }

    private static Optional<Made> most(List<OldObject> samples) {
        Map<Frame, Long> counts =
                samples.stream()
                        .flatMap(sample -> sample.site().stream())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .filter(most -> 2 * most.getValue() > samples.size())
                .map(most -> new Made(most.getKey(), most.getValue(), samples.size()));
    }

    /** Findings name some classes of the JDK without their package. */
    private static boolean isOf(String type, String sampled) {
        return sampled.equals(type)
                || (sampled.startsWith("java.") && sampled.endsWith("." + type));
    }

    /**
     * The last field on the way to the holder: {@code ARCHIVE} of {@code static Orders.ARCHIVE}.
     */
    private static String field(HeapPath holder) {
        String last = "";
        for (HeapPath.Step step : holder.steps()) {
            if (!step.name().startsWith("[")) {
                last = step.name();
            }
        }
        return last.substring(last.lastIndexOf('.') + 1);
    }

    private static Finding with(Finding finding, Made made) {
        AllocationSite site = new AllocationSite(made.by().name(), sourceFile(made.by()));
        String file = site.location().toString();
        List<String> evidence = new ArrayList<>(finding.evidenceFor());
        evidence.add(
                "made at %s (%s), by %d of %d sampled old objects of the type"
                        .formatted(
                                site.function(),
                                file.substring(file.lastIndexOf('/') + 1),
                                made.count(),
                                made.all()));
        return new Finding(
                finding.fingerprint(),
                finding.pattern(),
                finding.title(),
                finding.confidence(),
                finding.holder(),
                finding.accumulates(),
                finding.growth(),
                evidence,
                finding.evidenceAgainst(),
                site,
                finding.fix());
    }

    /** By javac's rule that a top-level class is in the file of its name. */
    private static SourceLocation sourceFile(Frame function) {
        SourceLocation at = function.location();
        return new SourceLocation(at.file().replace('.', '/') + ".java", at.line(), at.column());
    }
}
