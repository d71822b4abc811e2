package dev.tidemark.monitor.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.fleet.Watched;
import dev.tidemark.trend.TrendDetector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FleetWatchTest {
    private static final Watched SHOP =
            new Watched(new ProcessKey("shop", "1.4", "a:9100"), RuntimeKind.JVM, null);
    private static final long START = 1_700_000_000_000L;
    private static final long SCRAPE = 15_000;
    private static final double MB = 1e6;
    private static final Duration DAY = Duration.ofDays(1);

    private final AtomicLong nanos = new AtomicLong();
    private final MemoryHistory history = new MemoryHistory();
    private final FleetWatch fleet = fleet();

    private FleetWatch fleet() {
        return new FleetWatch(history, FleetWatch.Limits.USUAL, nanos::get);
    }

    @Test
    void parts_of_a_signal_are_added_up_whatever_requests_they_come_in() {
        int eden = fleet.series(SHOP, Signal.HEAP_USED, "eden");
        int old = fleet.series(SHOP, Signal.HEAP_USED, "old");

        fleet.add(eden, START, 10 * MB);
        fleet.tick();
        fleet.add(old, START, 5 * MB);
        settle();

        assertThat(history.readings).containsExactly(reading(Signal.HEAP_USED, START, 15 * MB));
    }

    @Test
    void a_reading_that_is_sent_twice_counts_once() {
        int eden = fleet.series(SHOP, Signal.HEAP_USED, "eden");

        fleet.add(eden, START, 10 * MB);
        fleet.add(eden, START, 10 * MB);
        settle();
        fleet.add(eden, START, 10 * MB);

        assertThat(history.readings).containsExactly(reading(Signal.HEAP_USED, START, 10 * MB));
        assertThat(fleet.counts().late()).isEqualTo(1);
    }

    @Test
    void a_sum_that_lacks_a_part_is_left_out_until_the_part_has_stayed_away() {
        int eden = fleet.series(SHOP, Signal.HEAP_USED, "eden");
        int old = fleet.series(SHOP, Signal.HEAP_USED, "old");
        int rss = fleet.series(SHOP, Signal.RSS, "");

        for (int i = 0; i < 6; i++) {
            fleet.add(rss, START + i * SCRAPE, 90 * MB);
            fleet.add(eden, START + i * SCRAPE, 10 * MB);
            if (i == 0) {
                fleet.add(old, START, 50 * MB);
            }
        }
        settle();

        assertThat(history.readings.stream().filter(one -> one.signal() == Signal.RSS)).hasSize(6);
        assertThat(history.readings.stream().filter(one -> one.signal() == Signal.HEAP_USED))
                .containsExactly(
                        reading(Signal.HEAP_USED, START, 60 * MB),
                        reading(Signal.HEAP_USED, START + 4 * SCRAPE, 10 * MB),
                        reading(Signal.HEAP_USED, START + 5 * SCRAPE, 10 * MB));
    }

    @Test
    void readings_that_come_out_of_order_are_judged_in_order() {
        int rss = fleet.series(SHOP, Signal.RSS, "");

        fleet.add(rss, START + 2 * SCRAPE, 3);
        fleet.add(rss, START, 1);
        fleet.add(rss, START + SCRAPE, 2);
        settle();

        assertThat(history.readings)
                .extracting(MemoryHistory.Reading::value)
                .containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void a_process_is_judged_as_its_detector_alone_would() {
        TrendDetector alone = new TrendDetector();
        int rss = fleet.series(SHOP, Signal.RSS, "");
        for (int i = 0; i < 400; i++) {
            double bytes = leaking(i);
            fleet.add(rss, START + i * SCRAPE, bytes);
            alone.add(MemorySample.at((START + i * SCRAPE) / 1e3).with(Signal.RSS, bytes));
        }
        settle();
        fleet.judge(Duration.ofHours(1));

        assertThat(only(fleet).verdict())
                .isInstanceOf(TrendVerdict.Leaking.class)
                .isEqualTo(alone.verdict());
    }

    @Test
    void a_small_budget_gets_to_every_process_in_its_turn() {
        AtomicLong ticking = new AtomicLong();
        FleetWatch many =
                new FleetWatch(
                        history, FleetWatch.Limits.USUAL, () -> ticking.addAndGet(1_000_000));
        for (int i = 0; i < 10; i++) {
            ProcessKey key = new ProcessKey("shop", "1.4", "number " + i);
            int rss = many.series(new Watched(key, RuntimeKind.LINUX, null), Signal.RSS, "");
            for (int sample = 0; sample < 400; sample++) {
                many.add(rss, START + sample * SCRAPE, leaking(sample));
            }
        }
        many.finish();

        int rounds = 1;
        while (!many.judge(Duration.ofMillis(3))) {
            rounds++;
        }

        assertThat(rounds).isGreaterThan(2);
        assertThat(many.processes())
                .hasSize(10)
                .allMatch(process -> process.verdict() instanceof TrendVerdict.Leaking);
    }

    @Test
    void a_fleet_that_starts_again_goes_on_as_if_it_had_never_ended() {
        int rss = fleet.series(SHOP, Signal.RSS, "");
        for (int i = 0; i < 200; i++) {
            fleet.add(rss, START + i * SCRAPE, leaking(i));
            if (i == 120) {
                settle();
                fleet.save(0, 1);
            }
        }
        settle();

        FleetWatch again = fleet();
        int same = again.series(SHOP, Signal.RSS, "");
        for (int i = 200; i < 400; i++) {
            fleet.add(rss, START + i * SCRAPE, leaking(i));
            again.add(same, START + i * SCRAPE, leaking(i));
        }
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        fleet.tick();
        again.tick();
        fleet.judge(Duration.ofHours(1));
        again.judge(Duration.ofHours(1));

        assertThat(only(again).verdict()).isEqualTo(only(fleet).verdict());
    }

    @Test
    void what_a_later_source_knows_better_is_taken_over() {
        fleet.series(new Watched(SHOP.key(), RuntimeKind.LINUX, null), Signal.RSS, "");
        fleet.series(new Watched(SHOP.key(), RuntimeKind.JVM, "jvm:12"), Signal.RSS, "");
        fleet.series(SHOP, Signal.RSS, "");

        assertThat(only(fleet).process())
                .isEqualTo(new Watched(SHOP.key(), RuntimeKind.JVM, "jvm:12"));
    }

    @Test
    void more_series_than_are_allowed_are_refused_and_counted() {
        FleetWatch small =
                new FleetWatch(
                        history,
                        new FleetWatch.Limits(1, 10, 10, Duration.ofMinutes(1), DAY),
                        nanos::get);

        assertThat(small.series(SHOP, Signal.RSS, "")).isNotEqualTo(Intake.NONE);
        assertThat(small.series(SHOP, Signal.HEAP_USED, "")).isEqualTo(Intake.NONE);
        assertThat(small.counts().refused()).isEqualTo(1);
    }

    @Test
    void a_flood_of_instances_in_one_service_leaves_room_for_the_others() {
        FleetWatch small =
                new FleetWatch(
                        history,
                        new FleetWatch.Limits(100, 4, 2, Duration.ofMinutes(1), DAY),
                        nanos::get);

        assertThat(instance(small, "flooded", 1)).isNotEqualTo(Intake.NONE);
        assertThat(instance(small, "flooded", 2)).isNotEqualTo(Intake.NONE);
        assertThat(instance(small, "flooded", 3)).isEqualTo(Intake.NONE);
        assertThat(instance(small, "shop", 1)).isNotEqualTo(Intake.NONE);
        assertThat(instance(small, "flooded", 1)).isNotEqualTo(Intake.NONE);
        assertThat(small.processes()).hasSize(3);
        assertThat(small.counts().refused()).isEqualTo(1);
    }

    @Test
    void instances_that_have_gone_make_room_for_those_that_came() {
        FleetWatch small =
                new FleetWatch(
                        history,
                        new FleetWatch.Limits(2, 10, 2, Duration.ofMinutes(1), DAY),
                        nanos::get);
        int first = instance(small, "shop", 1);
        int second = instance(small, "shop", 2);
        nanos.addAndGet(DAY.toNanos());
        small.add(second, START, 1);
        small.forgetAbsent();

        int third = instance(small, "shop", 3);
        assertThat(third).isNotIn(Intake.NONE, first, second);
        assertThat(small.add(first, START, 1)).isFalse();
        assertThat(small.add(second, START, 1)).isTrue();
        assertThat(small.add(third, START, 1)).isTrue();
        assertThat(small.processes()).hasSize(2);
        assertThat(small.counts().series()).isEqualTo(2);
    }

    @Test
    void an_instance_that_was_forgotten_comes_back_under_its_number() {
        int gone = fleet.series(SHOP, Signal.RSS, "");
        fleet.add(gone, START, 1);
        int id = only(fleet).id();
        nanos.addAndGet(DAY.toNanos());
        fleet.forgetAbsent();
        assertThat(fleet.processes()).isEmpty();

        int back = fleet.series(SHOP, Signal.RSS, "");
        fleet.add(back, START + DAY.toMillis(), 2);
        settle();

        assertThat(only(fleet).id()).isEqualTo(id);
        assertThat(only(fleet).up()).isTrue();
        assertThat(only(fleet).lastSeen().toEpochMilli()).isEqualTo(START + DAY.toMillis());
    }

    private static int instance(FleetWatch fleet, String service, int number) {
        ProcessKey key = new ProcessKey(service, "1", "number " + number);
        return fleet.series(new Watched(key, RuntimeKind.LINUX, null), Signal.RSS, "");
    }

    @Test
    void what_has_stopped_reporting_is_judged_with_all_that_it_sent() {
        int rss = fleet.series(SHOP, Signal.RSS, "");
        for (int i = 0; i < 1000; i++) {
            fleet.add(rss, START + i * SCRAPE, leaking(i));
        }
        settle();
        fleet.judge(Duration.ofHours(1));
        fleet.add(rss, START + 1000 * SCRAPE, leaking(1000));
        settle();
        fleet.judge(Duration.ofHours(1));
        assertThat(only(fleet).judgedAt()).isBefore(only(fleet).lastSeen());

        fleet.add(rss, START + 1001 * SCRAPE, Double.NaN);
        fleet.judge(Duration.ofHours(1));

        assertThat(only(fleet).judgedAt()).isEqualTo(only(fleet).lastSeen());
    }

    @Test
    void a_process_that_says_it_stopped_reporting_is_down_and_comes_up_again() {
        int rss = fleet.series(SHOP, Signal.RSS, "");
        fleet.add(rss, START, 1);
        assertThat(only(fleet).up()).isTrue();

        fleet.add(rss, START + SCRAPE, Double.NaN);
        assertThat(only(fleet).up()).isFalse();

        fleet.add(rss, START + 2 * SCRAPE, 1);
        assertThat(only(fleet).up()).isTrue();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(only(fleet).up()).isFalse();
    }

    private void settle() {
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        fleet.tick();
    }

    private static double leaking(int sample) {
        return 80 * MB + sample * 0.5 * MB + sample % 7 * 0.1 * MB;
    }

    private static MemoryHistory.Reading reading(Signal signal, long millis, double value) {
        return new MemoryHistory.Reading(0, signal, millis, value);
    }

    private static ProcessState only(FleetWatch fleet) {
        return fleet.processes().getFirst();
    }
}
