package dev.tidemark.trend;

import static dev.tidemark.trend.SampleSeries.MIB;
import static dev.tidemark.trend.SampleSeries.fed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A JVM of 100 MiB whose live set is 20 MiB, and which grows by a MiB a second somewhere. */
class WholeProcessTest {
    private static final int SECONDS = 120;

    @Test
    void direct_buffers_are_named() {
        assertThat(where(t -> jvm(t).with(Signal.DIRECT_USED, t * MIB)))
                .isEqualTo(
                        "resident memory grows 60.6 MiB/min: direct buffers, 100 % of it; the heap is"
                                + " flat");
    }

    @Test
    void metaspace_is_named_with_its_classes_and_by_what_is_reserved_for_it() {
        assertThat(
                        where(t ->
                                jvm(t).with(Signal.NONHEAP_USED, (20 + 0.4 * t) * MIB)
                                        .with(Signal.METASPACE, (15 + 0.4 * t) * MIB)
                                        .with(Signal.NONHEAP_TOTAL, (30 + t) * MIB)
                                        .with(Signal.CLASSES, 3000 + 80 * t)))
                .matches(
                        "resident memory grows 60.6 MiB/min: metaspace \\(9,\\d{3} more classes\\),"
                                + " 100 % of it; the heap is flat");
    }

    @Test
    void pages_of_files_are_not_native_memory() {
        assertThat(where(t -> jvm(t).with(Signal.FILE_PAGES, (25 + t) * MIB)))
                .isEqualTo(
                        "resident memory grows 60.6 MiB/min: pages of files, 100 % of it; the heap is"
                                + " flat");
    }

    @Test
    void new_threads_are_told_beside_the_native_memory_that_their_stacks_are_part_of() {
        assertThat(where(t -> jvm(t).with(Signal.THREADS, 12 + 10 * t)))
                .matches(
                        "resident memory grows 60.6 MiB/min: native memory \\(1,\\d{3} more threads\\),"
                                + " 100 % of it; the heap is flat");
    }

    @Test
    void heap_that_was_reserved_and_is_used_for_the_first_time_is_not_native_memory() {
        // A heap of 128 MiB fills with garbage before the first collection; half of the growth.
        String where =
                where(t ->
                        jvm(t).with(Signal.HEAP_TOTAL, 128 * MIB)
                                .with(Signal.HEAP_USED, (20 + 0.5 * t) * MIB)
                                .with(Signal.DIRECT_USED, 0.5 * t * MIB));

        assertThat(where)
                .contains("direct buffers, 50 % of it")
                .contains("garbage and spare room of the heap, 50 % of it")
                .doesNotContain("native");
    }

    @Test
    void a_heap_that_leaks_meets_its_own_limit_first() {
        TrendVerdict.Limit limit =
                limit(t ->
                        jvm(t).with(Signal.POST_GC_USED, (20 + t) * MIB)
                                .with(Signal.HEAP_LIMIT, 200 * MIB)
                                .with(Signal.LIMIT, 1000 * MIB));

        assertThat(limit.bytes()).isEqualTo(200 * MIB);
        // 139 MiB of 200 are live.
        assertThat(limit.seconds()).isCloseTo(61, within(4.0));
    }

    @Test
    void growth_outside_of_the_heap_does_not_meet_the_heaps_limit() {
        TrendVerdict.Limit limit =
                limit(t ->
                        jvm(t).with(Signal.DIRECT_USED, t * MIB)
                                .with(Signal.HEAP_LIMIT, 64 * MIB)
                                .with(Signal.LIMIT, 1000 * MIB));

        assertThat(limit.bytes()).isEqualTo(1000 * MIB);
        // 219 MiB of 1000 are resident.
        assertThat(limit.seconds()).isCloseTo(781, within(20.0));
    }

    @Test
    void a_limit_below_what_is_resident_is_the_heaps() {
        TrendVerdict.Limit limit =
                limit(t ->
                        jvm(t).with(Signal.POST_GC_USED, (20 + t) * MIB)
                                .with(Signal.LIMIT, 200 * MIB));

        assertThat(limit.seconds()).isCloseTo(61, within(4.0));
    }

    /** The first reason, which says where. */
    private static String where(IntFunction<MemorySample> sample) {
        return leaking(sample).basis().because().get(0);
    }

    private static TrendVerdict.Limit limit(IntFunction<MemorySample> sample) {
        return Objects.requireNonNull(leaking(sample).limit());
    }

    private static TrendVerdict.Leaking leaking(IntFunction<MemorySample> sample) {
        List<MemorySample> samples = IntStream.range(0, SECONDS).mapToObj(sample).toList();
        TrendVerdict verdict = fed(samples).verdict();
        assertThat(verdict).isInstanceOf(TrendVerdict.Leaking.class);
        return (TrendVerdict.Leaking) verdict;
    }

    private static MemorySample jvm(int t) {
        return MemorySample.at(t)
                .with(Signal.RSS, (100 + t) * MIB)
                .with(Signal.HEAP_USED, 30 * MIB)
                .with(Signal.HEAP_TOTAL, 40 * MIB)
                .with(Signal.POST_GC_USED, (20 + 0.01 * (t % 7)) * MIB)
                .with(Signal.MAJOR_GCS, t + 1);
    }
}
