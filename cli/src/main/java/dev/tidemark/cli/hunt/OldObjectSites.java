package dev.tidemark.cli.hunt;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.OldObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sites by samples of old objects of the type that accumulates. Those that the holder's own field
 * keeps alive count alone, if there are any. A site is named when it made more than half of them.
 */
final class OldObjectSites implements MakingSites {
    /** One sample may be of another holder's things, unless the holder is seen to keep it. */
    private static final int FEWEST_UNSEEN = 2;

    private final List<OldObject> samples;

    OldObjectSites(List<OldObject> samples) {
        this.samples = List.copyOf(samples);
    }

    @Override
    public Optional<Made> of(Finding finding) {
        String type = finding.accumulates().type();
        List<OldObject> ofType =
                samples.stream().filter(sample -> isOf(type, sample.type())).toList();
        String field = field(finding.holder().path());
        List<OldObject> held =
                ofType.stream().filter(sample -> sample.heldBy().contains(field)).toList();
        if (held.isEmpty() && ofType.size() < FEWEST_UNSEEN) {
            return Optional.empty();
        }
        boolean agrees = held.size() >= ENOUGH_TO_AGREE;
        return most(held.isEmpty() ? ofType : held, agrees);
    }

    private static Optional<Made> most(List<OldObject> samples, boolean agrees) {
        Map<Frame, Long> counts =
                samples.stream()
                        .flatMap(sample -> sample.site().stream())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .filter(most -> 2 * most.getValue() > samples.size())
                .map(most -> made(most.getKey(), most.getValue(), samples.size(), agrees));
    }

    private static Made made(Frame by, long count, long all, boolean agrees) {
        AllocationSite site = new AllocationSite(by.name(), sourceFile(by));
        String evidence =
                "made at %s (%s), by %d of %d sampled old objects of the type"
                        .formatted(by.name(), MakingSites.shortPlace(site), count, all);
        return new Made(
                site, agrees ? evidence + " that this holder keeps alive" : evidence, agrees);
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

    /** By javac's rule that a top-level class is in the file of its name. */
    private static SourceLocation sourceFile(Frame function) {
        SourceLocation at = function.location();
        return new SourceLocation(at.file().replace('.', '/') + ".java", at.line(), at.column());
    }
}
