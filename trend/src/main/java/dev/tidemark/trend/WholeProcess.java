package dev.tidemark.trend;

import dev.tidemark.model.Bytes;
import dev.tidemark.trend.LifeJudge.Judged;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says where a process grows: resident memory is heap, external memory, direct buffers, the
 * runtime's own memory, and whatever native code holds.
 */
final class WholeProcess {
    /** A part that makes up less than this share of the growth is not worth a word. */
    private static final double WORTH_A_WORD = 0.1;

    private static final double MINUTE = 60;

    private WholeProcess() {}

    private record Part(String name, double rise) {}

    /**
     * Where the growth is, in one sentence such as {@code resident memory grows 4.0 MiB/min: array
     * buffers, 97 % of it; the heap is flat}; empty when nothing leaks or too little was measured.
     */
    static Optional<String> where(Life life, Judged deciding) {
        Optional<Blocks> resident = life.blocks(Track.RSS);
        boolean grew = deciding.opinion().kind() == Kind.LEAKING && deciding.opinion().rise() > 0;
        if (!grew || resident.isEmpty()) {
            return Optional.empty();
        }
        double onset = deciding.opinion().onset();
        double seconds = life.seconds() - onset;
        List<Part> parts = parts(life, onset);
        if (parts.isEmpty() || seconds <= 0) {
            return Optional.empty();
        }
        double whole = resident.get().riseFrom(onset);
        double known = parts.stream().mapToDouble(part -> Math.max(0, part.rise)).sum();
        double all = Math.max(whole, known);
        parts.add(new Part("native memory", Math.min(all - known, unnamed(life, parts, onset))));
        String growing =
                parts.stream()
                        .filter(part -> part.rise >= WORTH_A_WORD * all)
                        .sorted(Comparator.comparingDouble((Part part) -> -part.rise))
                        .map(part -> part.name + ", " + percent(part.rise / all) + " of it")
                        .collect(Collectors.joining("; "));
        boolean heapIsFlat = parts.get(0).rise < WORTH_A_WORD * all;
        return growing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        subject(whole, all)
                                + " grows "
                                + Bytes.of(all / seconds * MINUTE)
                                + "/min: "
                                + growing
                                + (heapIsFlat ? "; the heap is flat" : ""));
    }

    /**
     * What grew outside of the heap beside the parts that are known; garbage grows inside of it.
     */
    private static double unnamed(Life life, List<Part> parts, double onset) {
        double named = parts.stream().skip(1).mapToDouble(part -> Math.max(0, part.rise)).sum();
        return life.blocks(Track.OUTSIDE)
                .map(SeriesJudge::withoutGarbage)
                .map(outside -> Math.max(0, outside.riseFrom(onset) - named))
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** A heap may grow inside of what the process has long had from the system. */
    private static String subject(double whole, double all) {
        return whole < all / 2 ? "memory in use" : "resident memory";
    }

    /** What grew since the onset; the heap first, where it is known. */
    private static List<Part> parts(Life life, double onset) {
        List<Part> parts = new ArrayList<>();
        heap(life).ifPresent(heap -> parts.add(new Part("heap", heap.riseFrom(onset))));
        if (parts.isEmpty()) {
            return parts;
        }
        double buffers = rise(life, Track.ARRAY_BUFFERS, onset);
        parts.add(new Part("array buffers", buffers));
        parts.add(new Part("other external memory", rise(life, Track.EXTERNAL, onset) - buffers));
        parts.add(new Part("direct buffers", rise(life, Track.DIRECT, onset)));
        parts.add(new Part("non-heap memory", rise(life, Track.NONHEAP, onset)));
        return parts;
    }

    private static Optional<Blocks> heap(Life life) {
        Optional<Blocks> afterFullGc = life.blocks(Track.POST_GC);
        return afterFullGc.isPresent() && afterFullGc.get().count() > 2
                ? afterFullGc
                : life.blocks(Track.HEAP_FLOOR).map(SeriesJudge::withoutGarbage);
    }

    private static double rise(Life life, Track track, double onset) {
        return life.blocks(track).map(blocks -> blocks.riseFrom(onset)).orElse(0.0);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
