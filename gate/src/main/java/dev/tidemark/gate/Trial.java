package dev.tidemark.gate;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What rounds of random lengths say about everything that grew in them.
 *
 * @param proven grew with the operations, and nothing speaks of a bound
 * @param open grew, and may stop, or may be chance
 * @param background grew as much in the rounds in which nothing was done
 * @param bytesProven whether the heap as a whole grew with the operations
 * @param chance of the least certain one that is proven; 1 where nothing is
 */
record Trial(
        List<Finding> proven,
        List<Finding> open,
        List<Finding> background,
        boolean bytesProven,
        double chance) {

    /**
     * Rounds as they were drawn, and by how many bytes the live heap grew in each.
     *
     * @param range from which the lengths were drawn
     */
    record Rounds(List<Long> lengths, List<Double> growth, Lengths range) {
        Rounds {
            lengths = List.copyOf(lengths);
            growth = List.copyOf(growth);
        }

        /** Of growth like this; see {@link Chance}. */
        private double chanceOf(List<Double> grown, RandomGenerator random) {
            return Chance.of(numbers(grown), lengths(lengths), range, random);
        }

        private boolean goesOnIdle(List<Double> grown) {
            return Growth.goesOnIdle(numbers(grown), lengths(lengths));
        }

        private static double[] numbers(List<Double> grown) {
            return grown.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private static long[] lengths(List<Long> lengths) {
            return lengths.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /**
     * Judges what was found in the rounds.
     *
     * @param bound chance that anything is proven that does not depend on the operations
     */
    static Trial of(Explanation explanation, Rounds rounds, double bound, RandomGenerator random) {
        List<Finding> proven = new ArrayList<>();
        List<Finding> open = new ArrayList<>();
        List<Finding> background = new ArrayList<>();
        // Each thing that is looked at may fail by chance: they share the bound.
        double each = bound / (explanation.findings().size() + 1);
        double worst = 0;
        for (Finding finding : explanation.findings()) {
            List<Double> growth = growth(finding, rounds);
            double chance = rounds.chanceOf(growth, random);
            if (rounds.goesOnIdle(growth)) {
                background.add(finding);
            } else if (chance <= each && finding.confidence() != Confidence.POSSIBLE) {
                proven.add(finding);
                worst = Math.max(worst, chance);
            } else {
                open.add(finding);
            }
        }
        double bytes = rounds.chanceOf(rounds.growth, random);
        return new Trial(proven, open, background, bytes <= each, proven.isEmpty() ? 1 : worst);
    }

    /** Entries that each round added; bytes where things do not grow in number but in size. */
    private static List<Double> growth(Finding finding, Rounds rounds) {
        List<Long> counts = finding.accumulates().counts();
        if (counts.getLast() <= counts.getFirst()) {
            return rounds.growth;
        }
        List<Double> added = new ArrayList<>();
        for (int round = 1; round < counts.size(); round++) {
            added.add((double) (counts.get(round) - counts.get(round - 1)));
        }
        return added;
    }
}
