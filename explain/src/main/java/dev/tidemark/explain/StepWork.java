package dev.tidemark.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How many operations lay between snapshots.
 *
 * @param operations of each step, 0 where none were done; empty when they were not counted
 */
public record StepWork(List<Long> operations) {
    /** Nobody counted. */
    public static final StepWork UNKNOWN = new StepWork(List.of());

    public StepWork {
        operations = List.copyOf(operations);
    }

    /** As many in each of so many steps. */
    static StepWork even(OptionalLong operationsPerStep, int steps) {
        return operationsPerStep.isEmpty() || operationsPerStep.getAsLong() <= 0
                ? UNKNOWN
                : new StepWork(Collections.nCopies(steps, operationsPerStep.getAsLong()));
    }

    /** Whether the steps differ in their work, and what they add has to be read against it. */
    boolean varies() {
        return operations.stream().distinct().count() > 1;
    }

    /** Operations of a step, in the mean; empty when they were not counted. */
    OptionalDouble mean() {
        return operations.stream().mapToLong(Long::longValue).average();
    }

    /** Operations of all steps; 0 when they were not counted. */
    long total() {
        return operations.stream().mapToLong(Long::longValue).sum();
    }

    /** What each step would have added had all done equal work, those without any left out. */
    List<Long> evened(List<Long> added) {
        if (!varies()) {
            return added;
        }
        double mean = mean().orElseThrow();
        List<Long> evened = new ArrayList<>();
        for (int step = 0; step < added.size(); step++) {
            if (operations.get(step) > 0) {
                evened.add(Math.round(added.get(step) * mean / operations.get(step)));
            }
        }
        return evened;
    }
}
