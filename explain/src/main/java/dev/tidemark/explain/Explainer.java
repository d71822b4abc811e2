package dev.tidemark.explain;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.growth.Growth;
import dev.tidemark.heap.analyse.growth.Growths;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.NotLeak;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.model.Finding;
import dev.tidemark.model.SourceResolver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Names the leaks that several snapshots show: who holds what, what pattern it is, how to fix it.
 */
public final class Explainer {
    /** So many things that grew and are none interest a person. */
    private static final int MOST_NOT_LEAKS = 10;

    private Explainer() {}

    /**
     * Explains what grew.
     *
     * @param heaps in the order in which they were taken; at least two, three to decide
     * @param operationsPerStep how many operations lay between two of them, when it is known
     */
    public static Explanation explain(List<HeapGraph> heaps, OptionalLong operationsPerStep) {
        return explain(heaps, operationsPerStep, false, SourceResolver.NONE);
    }

    /**
     * Explains what grew.
     *
     * @param heaps in the order in which they were taken; at least two, three to decide
     * @param operationsPerStep how many operations lay between two of them, when it is known
     * @param growthGoesOn whether many readings between the snapshots say that memory grows without
     *     an end in sight: steps whose work was not counted need not be equal then
     * @param sources what people wrote, so that findings speak of that
     */
    public static Explanation explain(
            List<HeapGraph> heaps,
            OptionalLong operationsPerStep,
            boolean growthGoesOn,
            SourceResolver sources) {
        StepWork work = StepWork.even(operationsPerStep, heaps.size() - 1);
        return explain(heaps, work, growthGoesOn, sources);
    }

    /**
     * Explains what grew.
     *
     * @param heaps in the order in which they were taken; at least two, three to decide
     * @param work between them; where the steps differ in it, growth is judged by operation and not
     *     by step
     * @param growthGoesOn as above
     * @param sources what people wrote, so that findings speak of that
     */
    public static Explanation explain(
            List<HeapGraph> heaps, StepWork work, boolean growthGoesOn, SourceResolver sources) {
        List<Snapshot> snapshots = new ArrayList<>();
        for (HeapGraph heap : heaps) {
            snapshots.add(Heaps.snapshot(heap, sources));
        }
        if (snapshots.size() < 2) {
            return new Explanation(
                    Verdict.UNDECIDED,
                    List.of(),
                    List.of(),
                    List.of("One snapshot shows what is there, not what grows: take two more."));
        }
        Growth growth = Growths.compare(snapshots);
        Judge judge = new Judge(growth, snapshots, work, growthGoesOn);
        return new Case(growth, snapshots.getLast(), work, judge).explanation();
    }

    /** One comparison on its way to an explanation. */
    private static final class Case {
        private final Growth growth;
        private final Snapshot last;
        private final StepWork work;
        private final Judge judge;
        private final List<Finding> leaks = new ArrayList<>();
        private final List<Finding> undecided = new ArrayList<>();
        private final List<NotLeak> notLeaks = new ArrayList<>();
        private final List<String> because = new ArrayList<>();

        /** What is no finding of its own, by what causes it. */
        private final Map<Accumulation, List<Accumulation>> keptByKeys = new LinkedHashMap<>();

        Case(Growth growth, Snapshot last, StepWork work, Judge judge) {
            this.growth = growth;
            this.last = last;
            this.work = work;
            this.judge = judge;
        }

        Explanation explanation() {
            Map<Accumulation, Judgement> judged = new LinkedHashMap<>();
            growth.accumulations().forEach(one -> judged.put(one, judge.judge(one)));
            findKeptByKeys(judged);
            judged.forEach(this::sort);
            Verdict verdict = verdict();
            List<Finding> findings = new ArrayList<>(leaks);
            findings.addAll(undecided);
            findings.sort(Comparator.comparingDouble(finding -> -finding.growth().share()));
            return new Explanation(
                    verdict,
                    findings,
                    notLeaks.subList(0, Math.min(MOST_NOT_LEAKS, notLeaks.size())),
                    because);
        }

        private void findKeptByKeys(Map<Accumulation, Judgement> judged) {
            List<Accumulation> sure =
                    judged.keySet().stream().filter(one -> isCertain(judged.get(one))).toList();
            for (Accumulation table : sure) {
                WeakEntries.keeper(table, sure, last)
                        .filter(keeper -> !keptByKeys.containsKey(table))
                        .ifPresent(keeper -> {
                            keptByKeys.computeIfAbsent(keeper, _ -> new ArrayList<>()).add(table);
                            judged.remove(table);
                        });
            }
        }

        private static boolean isCertain(@Nullable Judgement judgement) {
            return judgement instanceof Judgement.Leak leak
                    && leak.confidence() == Finding.Confidence.CERTAIN;
        }

        private Verdict verdict() {
            if (!leaks.isEmpty()) {
                return Verdict.LEAKING;
            }
            return undecided.isEmpty() ? Verdict.NONE : Verdict.UNDECIDED;
        }

        private void sort(Accumulation accumulation, Judgement judgement) {
            switch (judgement) {
                case Judgement.Leak leak ->
                        leaks.add(finding(accumulation, leak, consequences(accumulation, leak)));
                case Judgement.Undecided(String why) -> {
                    because.add(accumulation.holder() + " " + why);
                    undecided.add(
                            finding(
                                    accumulation,
                                    new Judgement.Leak(
                                            Finding.Confidence.POSSIBLE, List.of(), List.of(why)),
                                    List.of()));
                }
                case Judgement.NotLeak(String why) ->
                        notLeaks.add(new NotLeak(accumulation.holder(), why));
                case Judgement.Noise _ -> {}
            }
        }

        /** A cause has to be surer than what it is said to cause. */
        private List<Consequence> consequences(Accumulation accumulation, Judgement.Leak leak) {
            List<Consequence> consequences = new ArrayList<>();
            if (isCertain(leak)) {
                Backlog.heldBackBy(accumulation, growth.accumulations())
                        .forEach(other -> consequences.add(Consequence.heldBack(other)));
            }
            keptByKeys
                    .getOrDefault(accumulation, List.of())
                    .forEach(table -> consequences.add(Consequence.keptByKeys(table)));
            return consequences;
        }

        private Finding finding(
                Accumulation accumulation, Judgement.Leak leak, List<Consequence> consequences) {
            return new Findings(last, judge.growth(), work)
                    .finding(accumulation, leak, consequences);
        }
    }
}
