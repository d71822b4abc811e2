package dev.tidemark.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which stacks allocate how much: a call tree, and at each of its nodes the weight of what was
 * allocated right there.
 *
 * <p>A node is an {@code int}. Node {@link #ROOT} stands for the program and has no frame; a parent
 * is always smaller than its children, so a pass from the last node to the first sums whole
 * subtrees. Immutable.
 */
public final class AllocationProfile {
    /** The node above all stacks. */
    public static final int ROOT = 0;

    private final Map<Measure, Coverage> coverages;
    private final long intervalBytes;
    private final int[] parents;
    private final List<Frame> frames;
    private final Map<Measure, Weights> weights;

    private AllocationProfile(Builder builder) {
        this.coverages = Collections.unmodifiableMap(new EnumMap<>(builder.coverages));
        this.intervalBytes = builder.intervalBytes;
        this.parents = Arrays.copyOf(builder.parents, builder.size());
        this.frames = List.copyOf(builder.frames);
        this.weights = new EnumMap<>(Measure.class);
        builder.weights.forEach((measure, all) -> weights.put(measure, all.copy(parents.length)));
    }

    /** What was measured; never empty. */
    public Set<Measure> measures() {
        return coverages.keySet();
    }

    /** Whether {@code measure} is one of {@link #measures}. */
    public boolean has(Measure measure) {
        return coverages.containsKey(measure);
    }

    /** What was allocated if that was measured, else what is alive. */
    public Measure mainMeasure() {
        return has(Measure.ALLOCATED) ? Measure.ALLOCATED : Measure.ALIVE;
    }

    /**
     * What a measure stands for.
     *
     * @throws IllegalArgumentException if it was not measured
     */
    public Coverage coverage(Measure measure) {
        Coverage coverage = coverages.get(measure);
        if (coverage == null) {
            throw new IllegalArgumentException(measure + " was not measured");
        }
        return coverage;
    }

    /** Mean bytes from one sample to the next; 0 when it is not known or nothing was sampled. */
    public long intervalBytes() {
        return intervalBytes;
    }

    /** Nodes, the root included. */
    public int nodeCount() {
        return parents.length;
    }

    /** The caller's node; -1 for the root. */
    public int parent(int node) {
        return parents[node];
    }

    /**
     * The frame of a node.
     *
     * @throws IndexOutOfBoundsException for the root, which has none
     */
    public Frame frame(int node) {
        return frames.get(node - 1);
    }

    /** What was allocated in this very node, calls below it apart. */
    public Weight self(int node, Measure measure) {
        Weights all = weights.get(measure);
        return all == null ? Weight.NONE : all.at(node);
    }

    /** What was allocated below each node, itself included. O(nodes) time and memory. */
    public Weight[] totals(Measure measure) {
        Weight[] totals = new Weight[nodeCount()];
        for (int node = nodeCount() - 1; node >= 0; node--) {
            Weight below = totals[node];
            totals[node] = below == null ? self(node, measure) : below.plus(self(node, measure));
            if (node != ROOT) {
                Weight above = totals[parents[node]];
                totals[parents[node]] = above == null ? totals[node] : above.plus(totals[node]);
            }
        }
        return totals;
    }

    /** All of a measure. */
    public Weight total(Measure measure) {
        Weight sum = Weight.NONE;
        for (int node = 0; node < nodeCount(); node++) {
            sum = sum.plus(self(node, measure));
        }
        return sum;
    }

    /** The frames from the outermost call to the node's own. */
    public List<Frame> stack(int node) {
        List<Frame> stack = new ArrayList<>();
        for (int at = node; at != ROOT; at = parents[at]) {
            stack.add(frame(at));
        }
        Collections.reverse(stack);
        return stack;
    }

    /**
     * Both profiles as one: equal stacks become one, their weights are added. Measures that only
     * one of them has are kept.
     */
    public AllocationProfile plus(AllocationProfile other) {
        Builder sum = new Builder().interval(Math.max(intervalBytes, other.intervalBytes));
        for (Measure measure : Measure.values()) {
            if (has(measure) && other.has(measure)) {
                sum.covering(measure, coverage(measure).plus(other.coverage(measure)));
            } else if (has(measure)) {
                sum.covering(measure, coverage(measure));
            } else if (other.has(measure)) {
                sum.covering(measure, other.coverage(measure));
            }
        }
        return sum.addAll(this, 1).addAll(other, 1).build();
    }

    /**
     * What this profile has more than another, stack by stack; negative where it has less. It
     * covers what this one covers.
     */
    public AllocationProfile minus(AllocationProfile other) {
        Builder difference = new Builder().interval(intervalBytes);
        coverages.forEach(difference::covering);
        return difference.addAll(this, 1).addAll(other, -1).build();
    }

    /**
     * The same weights with what is known about them from elsewhere: a file that a runtime wrote
     * does not say what it measures, nor during which work.
     *
     * @param measure what the {@link #mainMeasure} really is
     */
    public AllocationProfile mainAs(Measure measure, Coverage coverage, long interval) {
        Measure main = mainMeasure();
        Builder known = new Builder().interval(interval).covering(measure, coverage);
        int[] nodes = known.addStacks(this, UnaryOperator.identity());
        for (int node = 0; node < nodes.length; node++) {
            known.add(nodes[node], measure, self(node, main));
        }
        return known.build();
    }

    /** The same profile, all of it taken during this work. */
    public AllocationProfile during(Instant start, Duration duration, long operations) {
        Builder known = new Builder().interval(intervalBytes);
        coverages.forEach((measure, coverage) ->
                known.covering(
                        measure, new Coverage(start, duration, operations, coverage.scale())));
        return known.addAll(this, 1).build();
    }

    /** The same weights, with other frames; calls that become equal become one. */
    AllocationProfile renamed(UnaryOperator<Frame> names) {
        Builder renamed = new Builder().interval(intervalBytes);
        coverages.forEach(renamed::covering);
        return renamed.addAll(this, 1, names).build();
    }

    /** Takes stacks in any order and puts equal ones together. For one thread. */
    public static final class Builder {
        private final Map<Measure, Coverage> coverages = new EnumMap<>(Measure.class);
        private final Map<Measure, Weights> weights = new EnumMap<>(Measure.class);
        private final List<Frame> frames = new ArrayList<>();
        private final Map<Call, Integer> nodes = new HashMap<>();
        private int[] parents = {-1};
        private long intervalBytes;

        private record Call(int parent, Frame frame) {}

        /** Says that a measure was taken, and what it stands for. */
        public Builder covering(Measure measure, Coverage coverage) {
            coverages.put(measure, coverage);
            weights.computeIfAbsent(measure, _ -> new Weights());
            return this;
        }

        /** Mean bytes from one sample to the next. */
        public Builder interval(long bytes) {
            intervalBytes = bytes;
            return this;
        }

        /** The node of a call from {@code parent}, which is added if it is new. */
        public int child(int parent, Frame frame) {
            return nodes.computeIfAbsent(new Call(parent, frame), this::append);
        }

        private int append(Call call) {
            int node = size();
            if (node == parents.length) {
                parents = Arrays.copyOf(parents, 2 * node);
            }
            parents[node] = call.parent();
            frames.add(call.frame());
            return node;
        }

        private int size() {
            return frames.size() + 1;
        }

        /**
         * Adds to what a node allocated itself.
         *
         * @throws IllegalArgumentException if the measure was not said to be taken
         */
        public Builder add(int node, Measure measure, Weight weight) {
            Weights all = weights.get(measure);
            if (all == null) {
                throw new IllegalArgumentException(measure + " is not covered");
            }
            all.add(node, weight);
            return this;
        }

        /** Adds to what a stack allocated, its outermost call first. */
        public Builder add(List<Frame> stack, Measure measure, Weight weight) {
            int node = ROOT;
            for (Frame frame : stack) {
                node = child(node, frame);
            }
            return add(node, measure, weight);
        }

        /** Our nodes for those of a profile. */
        private int[] addStacks(AllocationProfile profile, UnaryOperator<Frame> names) {
            int[] mine = new int[profile.nodeCount()];
            for (int node = 1; node < mine.length; node++) {
                Frame frame = names.apply(profile.frame(node));
                mine[node] = child(mine[profile.parent(node)], frame);
            }
            return mine;
        }

        /** Adds all weights of a profile, {@code times} over; of measures that we cover. */
        private Builder addAll(AllocationProfile profile, int times) {
            return addAll(profile, times, UnaryOperator.identity());
        }

        private Builder addAll(AllocationProfile profile, int times, UnaryOperator<Frame> names) {
            int[] mine = addStacks(profile, names);
            for (int node = 0; node < mine.length; node++) {
                for (Measure measure : coverages.keySet()) {
                    Weight weight = profile.self(node, measure);
                    add(
                            mine[node],
                            measure,
                            new Weight(times * weight.bytes(), times * weight.count()));
                }
            }
            return this;
        }

        /**
         * The profile so far.
         *
         * @throws IllegalStateException if it covers nothing
         */
        public AllocationProfile build() {
            if (coverages.isEmpty()) {
                throw new IllegalStateException("a profile measures something");
            }
            return new AllocationProfile(this);
        }
    }

    /** The weights of one measure, by node. */
    private static final class Weights {
        private long[] bytes = {};
        private long[] counts = {};

        Weight at(int node) {
            return node < bytes.length ? new Weight(bytes[node], counts[node]) : Weight.NONE;
        }

        void add(int node, Weight weight) {
            if (node >= bytes.length) {
                int capacity = Math.max(16, 2 * node);
                bytes = Arrays.copyOf(bytes, capacity);
                counts = Arrays.copyOf(counts, capacity);
            }
            bytes[node] += weight.bytes();
            counts[node] += weight.count();
        }

        Weights copy(int size) {
            Weights copy = new Weights();
            copy.bytes = Arrays.copyOf(bytes, size);
            copy.counts = Arrays.copyOf(counts, size);
            return copy;
        }
    }
}
