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
 * runtime's own memory, pages of files, and whatever native code holds.
 */
final class WholeProcess {
    /** A part that makes up less than this share of the growth is not worth a word. */
    private static final double WORTH_A_WORD = 0.1;

    /** Fewer new threads than these are a pool that filled. */
    private static final double MANY_THREADS = 10;

    private static final double MANY_CLASSES = 200;
    private static final double MINUTE = 60;

    private final Life life;
    private final double onset;
    private final double heap;
    private final List<Part> parts = new ArrayList<>();

    private WholeProcess(Life life, double onset, double heap) {
        this.life = life;
        this.onset = onset;
        this.heap = heap;
    }

    private record Part(String name, double rise) {}

    /**
     * Where the growth is, in one sentence such as {@code resident memory grows 4.0 MiB/min: array
     * buffers, 97 % of it; the heap is flat}; empty when nothing leaks or too little was measured.
     */
    static Optional<String> where(Life life, Judged deciding) {
        boolean grew = deciding.opinion().kind() == Kind.LEAKING && deciding.opinion().rise() > 0;
        double onset = deciding.opinion().onset();
        Optional<Blocks> heap = heap(life);
        boolean measured = life.blocks(Track.RSS).isPresent() && heap.isPresent();
        return grew && measured && life.seconds() > onset
                ? new WholeProcess(life, onset, heap.get().riseFrom(onset)).sentence()
                : Optional.empty();
    }

    /** The live set where full collections show it. */
    private static Optional<Blocks> heap(Life life) {
        Optional<Blocks> afterFullGc = life.blocks(Track.POST_GC);
        return afterFullGc.isPresent() && afterFullGc.get().count() > 2
                ? afterFullGc
                : life.blocks(Track.HEAP_FLOOR).map(SeriesJudge::withoutGarbage);
    }

    private Optional<String> sentence() {
        double whole = life.rise(Track.RSS, onset);
        addNamed();
        double named = parts.stream().mapToDouble(Part::rise).sum();
        double all = Math.max(whole, named);
        add("native memory" + news(Track.THREADS, MANY_THREADS, "threads"), unnamed(all - named));
        String growing =
                parts.stream()
                        .filter(part -> part.rise >= WORTH_A_WORD * all)
                        .sorted(Comparator.comparingDouble((Part part) -> -part.rise))
                        .map(part -> part.name + ", " + percent(part.rise / all) + " of it")
                        .collect(Collectors.joining("; "));
        // A heap may grow inside of what the process has long had from the system.
        String subject = whole < all / 2 ? "memory in use" : "resident memory";
        String rate = Bytes.of(all / (life.seconds() - onset) * MINUTE) + "/min";
        String flat = heap < WORTH_A_WORD * all ? "; the heap is flat" : "";
        return growing.isEmpty()
                ? Optional.empty()
                : Optional.of(subject + " grows " + rate + ": " + growing + flat);
    }

    private void addNamed() {
        double buffers = life.rise(Track.ARRAY_BUFFERS, onset);
        double used = life.rise(Track.NONHEAP, onset);
        double metaspace = life.rise(Track.METASPACE, onset);
        double live = Math.max(0, heap);
        add("heap", live);
        add("garbage and spare room of the heap", life.rise(Track.HEAP_IN_MEMORY, onset) - live);
        add("array buffers", buffers);
        add("other external memory", life.rise(Track.EXTERNAL, onset) - buffers);
        add("direct buffers", life.rise(Track.DIRECT, onset));
        add(
                metaspace > used / 2
                        ? "metaspace" + news(Track.CLASSES, MANY_CLASSES, "classes")
                        : "non-heap memory",
                Math.max(used, life.rise(Track.NONHEAP_TOTAL, onset)));
        add("pages of files", life.rise(Track.FILE_PAGES, onset));
    }

    private void add(String name, double rise) {
        parts.add(new Part(name, Math.max(0, rise)));
    }

    /** {@code (412 more threads)}, when so many came that they matter. */
    private String news(Track count, double many, String what) {
        double more = life.rise(count, onset);
        return more < many ? "" : String.format(Locale.ROOT, " (%,.0f more %s)", more, what);
    }

    /**
     * What grew outside of the heap beside the parts that are known, and no more than what is left.
     */
    private double unnamed(double left) {
        if (life.blocks(Track.HEAP_IN_MEMORY).isPresent()) {
            return left;
        }
        // Garbage is known only as what resident memory shows less of without it.
        double outside = parts.stream().mapToDouble(Part::rise).sum() - parts.get(0).rise;
        return life.blocks(Track.OUTSIDE)
                .map(SeriesJudge::withoutGarbage)
                .map(grown -> Math.min(left, grown.riseFrom(onset) - outside))
                .orElse(left);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
