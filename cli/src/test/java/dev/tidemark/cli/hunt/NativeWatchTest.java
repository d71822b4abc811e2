package dev.tidemark.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.NativeMemory;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NativeWatchTest {
    private @Nullable Long stacks = 1000L;
    private long nanos;
    private int readings;

    @Test
    void growth_counts_from_the_first_reading() throws CaptureException {
        NativeWatch watch = watch(true);
        stacks = 1500L;
        watch.refresh();
        stacks = 1800L;
        watch.refresh();

        assertThat(watch.growth())
                .containsExactly(new NativeMemory.Growth("Thread", Bytes.of(1800), Bytes.of(800)));
    }

    @Test
    void a_jvm_is_asked_once_a_minute_at_most() throws CaptureException {
        NativeWatch watch = watch(true);
        for (int second = 0; second < 150; second++) {
            nanos = TimeUnit.SECONDS.toNanos(second);
            watch.refreshWhenDue();
        }

        assertThat(readings).isEqualTo(3);
    }

    @Test
    void a_jvm_that_tracks_nothing_is_not_asked_again() throws CaptureException {
        stacks = null;
        NativeWatch watch = watch(true);
        watch.refresh();

        assertThat(readings).isEqualTo(1);
        assertThat(watch.growth()).isNull();
    }

    @Test
    void a_reading_that_fails_later_leaves_what_was_known() throws CaptureException {
        NativeWatch watch = watch(true);
        stacks = 1500L;
        watch.refresh();
        stacks = null;
        watch.refresh();

        assertThat(watch.growth()).hasSize(1);
    }

    @Test
    void growth_that_no_series_explains_asks_for_tracking() throws CaptureException {
        stacks = null;

        assertThat(watch(true).advice(leaking(Signal.RSS)))
                .get()
                .asString()
                .contains("-XX:NativeMemoryTracking=summary");
    }

    @Test
    void nothing_is_advised_where_it_would_tell_nothing_new() throws CaptureException {
        assertThat(watch(true).advice(leaking(Signal.RSS))).as("tracked already").isEmpty();
        stacks = null;
        assertThat(watch(false).advice(leaking(Signal.RSS))).as("no JVM").isEmpty();
        assertThat(watch(true).advice(leaking(Signal.POST_GC_USED))).as("heap").isEmpty();
        assertThat(watch(true).advice(new TrendVerdict.Steady(basis(Signal.RSS)))).isEmpty();
    }

    private NativeWatch watch(boolean jvm) throws CaptureException {
        return new NativeWatch(this::read, jvm, () -> nanos);
    }

    private Optional<NativeMemory> read() {
        readings++;
        Long now = stacks;
        return now == null
                ? Optional.empty()
                : Optional.of(
                        new NativeMemory(
                                Map.of(
                                        "Thread",
                                        new NativeMemory.Use(Bytes.of(9000), Bytes.of(now)))));
    }

    private static TrendVerdict leaking(Signal signal) {
        return new TrendVerdict.Leaking(basis(signal), 0, null);
    }

    private static TrendVerdict.Basis basis(Signal signal) {
        return new TrendVerdict.Basis(
                signal, new TrendVerdict.Rate(10, 9, 11), List.of(), List.of());
    }
}
