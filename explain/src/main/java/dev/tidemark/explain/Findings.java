package dev.tidemark.explain;

import dev.tidemark.explain.patterns.LeakPattern;
import dev.tidemark.explain.patterns.Match;
import dev.tidemark.explain.patterns.Suspect;
import dev.tidemark.explain.patterns.Unknown;
import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.Finding.Growth;
import dev.tidemark.model.Finding.Holder;
import dev.tidemark.model.Finding.PerOperation;
import dev.tidemark.model.HeapPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Turns what was judged a leak into a finding, with the first pattern that fits. */
final class Findings {
    /** A thread and a variable of one of its calls. */
    private static final int ROOT_STEPS = 2;

    private final Snapshot last;
    private final double allGrowth;
    private final StepWork work;

    Findings(Snapshot last, double allGrowth, StepWork work) {
        this.last = last;
        this.allGrowth = allGrowth;
        this.work = work;
    }

    /**
     * The finding about an accumulation.
     *
     * @param consequences what grows because of it, and counts with it
     */
    Finding finding(
            Accumulation accumulation, Judgement.Leak leak, List<Consequence> consequences) {
        Suspect suspect = new Suspect(accumulation, last);
        String pattern = Unknown.ID;
        Match match = Unknown.of(suspect);
        boolean editsHolder = true;
        HeapPath holder = accumulation.holder();
        String entryType = accumulation.entryType();
        for (LeakPattern candidate : Catalogue.of(last.graph().format())) {
            Optional<Match> found = candidate.match(suspect);
            if (found.isPresent()) {
                pattern = candidate.id();
                match = found.get();
                holder = candidate.holder(suspect);
                entryType = candidate.entryType(suspect);
                editsHolder = candidate.editsHolder();
                break;
            }
        }
        List<String> evidence = new ArrayList<>(leak.evidenceFor());
        evidence.addAll(match.evidenceFor());
        Optional<LibraryBoundary.Inside> library = LibraryBoundary.of(accumulation, last);
        library.map(LibraryBoundary.Inside::evidence).ifPresent(evidence::add);
        List<AllocationSite> adders = Adders.of(accumulation, last);
        Adders.words(adders, last.rules()).ifPresent(evidence::add);
        rootOf(accumulation).ifPresent(root -> evidence.add("kept alive by " + root));
        accumulation.alsoHeldBy().forEach(path -> evidence.add("also held by " + path));
        accumulation
                .waitingIn()
                .forEach(path -> evidence.add("counted with those that wait in " + path));
        consequences.forEach(consequence -> evidence.add(consequence.evidence()));
        List<String> against = new ArrayList<>(leak.evidenceAgainst());
        against.addAll(match.evidenceAgainst());
        Fix fix = match.fix();
        if (editsHolder && library.isPresent()) {
            fix = library.get().fix(fix);
        }
        return new Finding(
                Fingerprints.of(accumulation.rawHolder(), accumulation.entry()),
                pattern,
                match.title(),
                leak.confidence(),
                new Holder(holder, accumulation.holderType(), HolderSource.of(accumulation, last)),
                accumulates(accumulation, entryType, totalBytes(accumulation, consequences)),
                growth(accumulation, totalBytes(accumulation, consequences)),
                evidence,
                against,
                match.site() == null && adders.size() == 1 ? adders.getFirst() : match.site(),
                fix);
    }

    /** Where the whole path starts, for one that is told from the middle on. */
    private Optional<HeapPath> rootOf(Accumulation accumulation) {
        List<HeapPath.Step> raw = accumulation.rawHolder();
        HeapPath root = last.rules().readable(raw.subList(0, Math.min(ROOT_STEPS, raw.size())));
        return accumulation.holder().toString().startsWith(root.toString())
                ? Optional.empty()
                : Optional.of(root);
    }

    private static long totalBytes(Accumulation accumulation, List<Consequence> consequences) {
        return accumulation.totalBytes()
                + consequences.stream().mapToLong(one -> one.what().totalBytes()).sum();
    }

    private static Finding.Accumulation accumulates(
            Accumulation accumulation, String entryType, long bytes) {
        long added = Math.max(1, added(accumulation));
        return new Finding.Accumulation(entryType, accumulation.counts(), (double) bytes / added);
    }

    private Growth growth(Accumulation accumulation, long bytes) {
        int steps = accumulation.bytes().size();
        double perStep = (double) added(accumulation) / steps;
        double bytesPerStep = (double) bytes / steps;
        return new Growth(
                perStep,
                bytesPerStep,
                allGrowth <= 0 ? 0 : bytes / allGrowth,
                perOperation(perStep, bytesPerStep));
    }

    private static long added(Accumulation accumulation) {
        return Judge.entriesPerStep(accumulation).stream().mapToLong(Long::longValue).sum();
    }

    private @Nullable PerOperation perOperation(double perStep, double bytesPerStep) {
        OptionalDouble operations = work.mean();
        return operations.isEmpty()
                ? null
                : new PerOperation(
                        perStep / operations.getAsDouble(),
                        bytesPerStep / operations.getAsDouble());
    }
}
