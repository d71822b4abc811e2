package dev.tidemark.explain;

import dev.tidemark.explain.patterns.LeakPattern;
import dev.tidemark.explain.patterns.Match;
import dev.tidemark.explain.patterns.Suspect;
import dev.tidemark.explain.patterns.Unknown;
import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Growth;
import dev.tidemark.model.Finding.Holder;
import dev.tidemark.model.Finding.PerOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns what was judged a leak into a finding, with the first pattern that fits. */
final class Findings {
    private final Snapshot last;
    private final double allGrowth;
    private final OptionalLong operationsPerStep;

    Findings(Snapshot last, double allGrowth, OptionalLong operationsPerStep) {
        this.last = last;
        this.allGrowth = allGrowth;
        this.operationsPerStep = operationsPerStep;
    }

    Finding finding(Accumulation accumulation, Judgement.Leak leak) {
        Suspect suspect = new Suspect(accumulation, last);
        String pattern = Unknown.ID;
        Match match = Unknown.of(suspect);
        for (LeakPattern candidate : Catalogue.of(last.graph().format())) {
            Optional<Match> found = candidate.match(suspect);
            if (found.isPresent()) {
                pattern = candidate.id();
                match = found.get();
                break;
            }
        }
        List<String> evidence = new ArrayList<>(leak.evidenceFor());
        evidence.addAll(match.evidenceFor());
        LibraryBoundary.of(accumulation, last).ifPresent(evidence::add);
        accumulation.alsoHeldBy().forEach(path -> evidence.add("also held by " + path));
        List<String> against = new ArrayList<>(leak.evidenceAgainst());
        against.addAll(match.evidenceAgainst());
        return new Finding(
                Fingerprints.of(pattern, accumulation.rawHolder(), accumulation.entry()),
                pattern,
                match.title(),
                leak.confidence(),
                new Holder(
                        accumulation.holder(),
                        accumulation.holderType(),
                        HolderSource.of(accumulation, last)),
                accumulates(accumulation),
                growth(accumulation),
                evidence,
                against,
                match.site(),
                match.fix());
    }

    private static Finding.Accumulation accumulates(Accumulation accumulation) {
        long added = Math.max(1, added(accumulation));
        return new Finding.Accumulation(
                accumulation.entryType(),
                accumulation.counts(),
                (double) accumulation.totalBytes() / added);
    }

    private Growth growth(Accumulation accumulation) {
        int steps = accumulation.bytes().size();
        double perStep = (double) added(accumulation) / steps;
        double bytesPerStep = (double) accumulation.totalBytes() / steps;
        return new Growth(
                perStep,
                bytesPerStep,
                allGrowth <= 0 ? 0 : accumulation.totalBytes() / allGrowth,
                perOperation(perStep, bytesPerStep));
    }

    private static long added(Accumulation accumulation) {
        return Judge.entriesPerStep(accumulation).stream().mapToLong(Long::longValue).sum();
    }

    private @Nullable PerOperation perOperation(double perStep, double bytesPerStep) {
        if (operationsPerStep.isEmpty() || operationsPerStep.getAsLong() <= 0) {
            return null;
        }
        double operations = operationsPerStep.getAsLong();
        return new PerOperation(perStep / operations, bytesPerStep / operations);
    }
}
