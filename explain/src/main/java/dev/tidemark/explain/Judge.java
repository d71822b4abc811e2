package dev.tidemark.explain;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.growth.Growth;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.Finding.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells what accumulates from what only fills. Counts come first: a leak adds the same number for
 * the same work at every step, a cache that fills adds less and less and stops. Bytes are a
 * staircase, because tables double, and only say how much it matters.
 */
final class Judge {
    /** Fewer entries than this in a step say nothing, unless each of them is large. */
    private static final long FEW = 5;

    private static final double LARGE = 16 * 1024;

    /** What makes up less of the growth than this is not worth a person's time. */
    private static final double SMALL_SHARE = 0.01;

    /** Unless there are so many of them in each step: the other leaks may just be larger. */
    private static final long MANY = 50;

    private static final long SLOT_BYTES = 8;

    /** A table of numbers that grows by less is as likely to follow the longest queue so far. */
    private static final long MANY_SLOTS = 1000;

    /**
     * So does one that grew by less than a slot for so many operations, however small all else is.
     */
    private static final long SELDOM = 20;

    /** And less than this in a step is what any program's runtime does. */
    private static final double SMALL_STEP = 512;

    /** Where so many of the entries went away again, something removes them. */
    private static final double TURNOVER = 0.2;

    /**
     * Where objects cannot be followed by ids, what grew by less than this part in one step is no
     * evidence: traffic alone moves numbers by as much.
     */
    private static final double FAINT_ONCE = 0.03;

    /** And what grows by less in each of several steps is too weak a one to call it a leak. */
    private static final double FAINT = 0.01;

    private static final double MOST = 0.5;

    /** So many of the entries are replaced from one snapshot to the next when each repeats. */
    private static final double NEARLY_ALL = 0.95;

    private final List<Accumulation> all;
    private final Snapshot first;
    private final Snapshot last;
    private final boolean sameProcess;
    private final double growth;
    private final StepWork work;
    private final boolean growthGoesOn;

    /** A judge of these, who knows them all. */
    Judge(Growth growth, List<Snapshot> snapshots, StepWork work, boolean growthGoesOn) {
        this.all = growth.accumulations();
        this.first = snapshots.getFirst();
        this.last = snapshots.getLast();
        this.sameProcess = growth.sameProcess();
        this.growth = all.stream().mapToLong(Accumulation::totalBytes).sum();
        this.work = work;
        this.growthGoesOn = growthGoesOn;
    }

    /** Bytes by which all accumulations together grew. */
    double growth() {
        return growth;
    }

    Judgement judge(Accumulation accumulation) {
        List<Long> steps = entriesPerStep(accumulation);
        long added = steps.stream().mapToLong(Long::longValue).sum();
        if (isNoise(accumulation, steps, added)) {
            return new Judgement.Noise();
        }
        if (holdsNumbers(accumulation)) {
            return numbers(steps);
        }
        if (!sameProcess && isFaint(accumulation, steps, added)) {
            return steps.size() == 1
                    ? new Judgement.Noise()
                    : new Judgement.Undecided("grew by very little: by " + StepWords.of(steps));
        }
        // Of all that grew this is most: what was read of the growth in between was about this.
        boolean goesOn = growthGoesOn && accumulation.totalBytes() >= MOST * growth;
        return switch (trend(steps, goesOn)) {
            case STOPPED -> new Judgement.NotLeak(stopped(accumulation));
            case SLOWING ->
                    new Judgement.Undecided("grew by less at each step: by " + StepWords.of(steps));
            case UNEVEN -> new Judgement.Undecided("grew unevenly: by " + StepWords.of(steps));
            case BURSTS -> new Judgement.NotLeak("grew in bursts: by " + StepWords.of(steps));
            case ONCE ->
                    new Judgement.Undecided(
                            "was seen in one step only: it grew by " + StepWords.of(steps));
            case PROPORTIONAL -> proportional(accumulation, steps);
        };
    }

    private Trend trend(List<Long> steps, boolean goesOn) {
        return work.varies()
                ? TrendByOperation.of(steps, work.operations())
                : Trend.of(steps, goesOn);
    }

    /**
     * What a step added, by the two ways of counting: new objects, and slots in use. An object that
     * was there and is now held alone, or one value stored twice, counts by one of them only.
     */
    static List<Long> entriesPerStep(Accumulation accumulation) {
        List<Long> counts = accumulation.counts();
        List<Long> steps = new ArrayList<>();
        if (holdsNumbers(accumulation)) {
            return slotsFromBytes(accumulation);
        }
        boolean countsObjects = accumulation.totalAdded() > 0;
        for (int i = 0; i + 1 < counts.size(); i++) {
            long slots = counts.get(i + 1) - counts.get(i);
            steps.add(countsObjects ? Math.min(accumulation.added().get(i), slots) : slots);
        }
        return steps;
    }

    /** Numbers lie in the slots themselves: nothing is referred to, the holder just grows. */
    private static boolean holdsNumbers(Accumulation accumulation) {
        List<Long> counts = accumulation.counts();
        List<Long> bytes = accumulation.holderBytes();
        return accumulation.totalAdded() == 0
                && counts.getLast() <= counts.getFirst()
                && bytes.getLast() - bytes.getFirst() >= MANY * SLOT_BYTES * (bytes.size() - 1);
    }

    private static List<Long> slotsFromBytes(Accumulation accumulation) {
        List<Long> bytes = accumulation.holderBytes();
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < bytes.size(); i++) {
            steps.add((bytes.get(i) - bytes.get(i - 1)) / SLOT_BYTES);
        }
        return steps;
    }

    private boolean isNoise(Accumulation accumulation, List<Long> steps, long added) {
        double perStep = (double) accumulation.totalBytes() / steps.size();
        boolean smallShare = accumulation.totalBytes() < SMALL_SHARE * growth;
        long many = holdsNumbers(accumulation) ? MANY_SLOTS : MANY;
        if ((smallShare && added < many * steps.size()) || perStep < SMALL_STEP) {
            return true;
        }
        double each = added == 0 ? 0 : (double) accumulation.totalBytes() / added;
        return added <= 0 || (added < FEW * steps.size() && each < LARGE);
    }

    private static boolean isFaint(Accumulation accumulation, List<Long> steps, long added) {
        double before = accumulation.counts().getFirst();
        double faint = steps.size() == 1 ? FAINT_ONCE : FAINT;
        return added < faint * before * steps.size();
    }

    /** Tables double, so their sizes are steps: that each one was taken is all they can say. */
    private Judgement numbers(List<Long> steps) {
        if (steps.getLast() <= 0) {
            return new Judgement.NotLeak(
                    "grew by " + StepWords.of(steps) + " slots, so not in the last step");
        }
        boolean always = steps.size() > 1 && steps.stream().allMatch(step -> step >= MANY_SLOTS);
        long slots = steps.stream().mapToLong(Long::longValue).sum();
        if (!always && slots * SELDOM < work.total()) {
            return new Judgement.NotLeak(
                    "grew by " + StepWords.of(steps) + " slots, too few for what was done");
        }
        return always
                ? new Judgement.Leak(
                        Confidence.LIKELY,
                        List.of(
                                "its table grew at every step: by "
                                        + StepWords.of(steps)
                                        + " slots"),
                        List.of("numbers leave no trace of their own: only the table was measured"))
                : new Judgement.Undecided("its table grew: by " + StepWords.of(steps) + " slots");
    }

    private static String stopped(Accumulation accumulation) {
        return "settled at %d entries".formatted(accumulation.counts().getLast());
    }

    private Judgement proportional(Accumulation accumulation, List<Long> steps) {
        List<String> evidence = new ArrayList<>();
        evidence.add("grew at every step: by " + StepWords.of(steps));
        boolean exact = isExact(work.evened(steps));
        if (exact) {
            evidence.add(
                    work.varies()
                            ? "in proportion to the operations of each step"
                            : "by the same number each time");
        }
        OptionalLong perOperation = wholePerOperation(work.evened(steps));
        perOperation.ifPresent(n -> evidence.add("exactly %d for each operation".formatted(n)));
        long removed = accumulation.removed().stream().mapToLong(Long::longValue).sum();
        long kept = accumulation.totalAdded();
        boolean madeAnew = exact && areMadeAnew(accumulation);
        if (madeAnew) {
            evidence.add("each is made anew again and again, and none ends");
        } else if (removed > TURNOVER * (removed + kept)) {
            return new Judgement.Undecided(
                    "%d of %d new entries were removed again: something limits it"
                            .formatted(removed, removed + kept));
        }
        if (sameProcess && removed == 0 && kept > 0) {
            evidence.add("nothing was removed");
        }
        Optional<String> limit = Capacity.limit(accumulation, all, first, last);
        if (limit.isPresent()) {
            return new Judgement.Undecided(limit.get());
        }
        boolean certain = perOperation.isPresent() || (exact && steps.size() > 2);
        return new Judgement.Leak(
                certain ? Confidence.CERTAIN : Confidence.LIKELY, evidence, List.of());
    }

    /** Where all that were there went, and as many and more came, each comes again: it repeats. */
    private static boolean areMadeAnew(Accumulation accumulation) {
        for (int step = 0; step < accumulation.removed().size(); step++) {
            double before = accumulation.counts().get(step);
            if (before == 0 || accumulation.removed().get(step) < NEARLY_ALL * before) {
                return false;
            }
        }
        return true;
    }

    private static boolean isExact(List<Long> steps) {
        long least = steps.stream().mapToLong(Long::longValue).min().orElse(0);
        long most = steps.stream().mapToLong(Long::longValue).max().orElse(0);
        return least >= 20 && most - least <= 0.01 * most;
    }

    private OptionalLong wholePerOperation(List<Long> steps) {
        double operations = work.mean().orElse(0);
        if (operations < 20 || !isExact(steps)) {
            return OptionalLong.empty();
        }
        double each = steps.getLast() / operations;
        long whole = Math.round(each);
        return whole > 0 && Math.abs(each - whole) <= 0.01
                ? OptionalLong.of(whole)
                : OptionalLong.empty();
    }
}
