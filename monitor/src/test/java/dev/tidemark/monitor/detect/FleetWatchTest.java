package dev.tidemark.monitor.detect;

import static dev.tidemark.monitor.detect.DrivenFleet.DAY;
import static dev.tidemark.monitor.detect.DrivenFleet.SHOP;
import static dev.tidemark.monitor.detect.DrivenFleet.at;
import static dev.tidemark.monitor.detect.DrivenFleet.reading;
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
    private static final double MB = 1e6;

    private final DrivenFleet fleet = new DrivenFleet();

    @Test
    void parts_of_a_signal_are_added_up_whatever_requests_they_come_in() {
        int eden = fleet.series(Signal.HEAP_USED, "eden");
        int old = fleet.series(Signal.HEAP_USED, "old");

        fleet.scrape(eden, 0, 10 * MB);
        fleet.watch().tick();
        fleet.scrape(old, 0, 5 * MB);
        fleet.settle();

        assertThat(fleet.kept(Signal.HEAP_USED))
                .containsExactly(reading(Signal.HEAP_USED, 0, 15 * MB));
    }

    @Test
    void a_reading_that_is_sent_twice_counts_once() {
        int eden = fleet.series(Signal.HEAP_USED, "eden");

        fleet.scrape(eden, 0, 10 * MB);
        fleet.scrape(eden, 0, 10 * MB);
        fleet.settle();
        fleet.scrape(eden, 0, 10 * MB);

        assertThat(fleet.kept(Signal.HEAP_USED))
                .containsExactly(reading(Signal.HEAP_USED, 0, 10 * MB));
        assertThat(fleet.watch().counts().late()).isEqualTo(1);
    }

    @Test
    void a_sum_that_lacks_a_part_is_left_out_until_the_part_has_stayed_away() {
        fleet.scrape(fleet.series(Signal.HEAP_USED, "old"), 0, 50 * MB);
        for (int i = 0; i < 6; i++) {
            fleet.scrape(fleet.rss(), i, 90 * MB);
            fleet.scrape(fleet.series(Signal.HEAP_USED, "eden"), i, 10 * MB);
        }
        fleet.settle();

        assertThat(fleet.kept(Signal.RSS)).hasSize(6);
        assertThat(fleet.kept(Signal.HEAP_USED))
                .containsExactly(
                        reading(Signal.HEAP_USED, 0, 60 * MB),
                        reading(Signal.HEAP_USED, 4, 10 * MB),
                        reading(Signal.HEAP_USED, 5, 10 * MB));
    }

    @Test
    void readings_that_come_out_of_order_are_judged_in_order() {
        int rss = fleet.rss();

        fleet.scrape(rss, 2, 3);
        fleet.scrape(rss, 0, 1);
        fleet.scrape(rss, 1, 2);
        fleet.settle();

        assertThat(fleet.kept(Signal.RSS))
                .extracting(MemoryHistory.Reading::value)
                .containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void a_process_is_judged_as_its_detector_alone_would() {
        TrendDetector alone = new TrendDetector();
        fleet.scrape(fleet.rss(), 0, 400, FleetWatchTest::leaking);
        for (int i = 0; i < 400; i++) {
            alone.add(MemorySample.at(at(i) / 1e3).with(Signal.RSS, leaking(i)));
        }
        fleet.settleAndJudge();

        assertThat(fleet.only().verdict())
                .isInstanceOf(TrendVerdict.Leaking.class)
                .isEqualTo(alone.verdict());
    }

    @Test
    void a_small_budget_gets_to_every_process_in_its_turn() {
        AtomicLong ticking = new AtomicLong();
        FleetWatch many =
                new FleetWatch(
                        new MemoryHistory(),
                        FleetWatch.Limits.USUAL,
                        () -> ticking.addAndGet(1_000_000));
        for (int i = 0; i < 10; i++) {
            ProcessKey key = new ProcessKey("shop", "1.4", "number " + i);
            int rss = many.series(new Watched(key, RuntimeKind.LINUX, null), Signal.RSS, "");
            for (int scrape = 0; scrape < 400; scrape++) {
                many.add(rss, at(scrape), leaking(scrape));
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
        fleet.scrape(fleet.rss(), 0, 121, FleetWatchTest::leaking);
        fleet.settle();
        fleet.watch().save(0, 1);
        fleet.scrape(fleet.rss(), 121, 200, FleetWatchTest::leaking);
        fleet.settle();

        DrivenFleet again = fleet.again();
        fleet.scrape(fleet.rss(), 200, 400, FleetWatchTest::leaking);
        again.scrape(again.rss(), 200, 400, FleetWatchTest::leaking);
        fleet.settleAndJudge();
        again.settleAndJudge();

        assertThat(again.only().verdict()).isEqualTo(fleet.only().verdict());
    }

    @Test
    void what_a_later_source_knows_better_is_taken_over() {
        Watched better = new Watched(SHOP.key(), RuntimeKind.JVM, "jvm:12");
        fleet.watch().series(new Watched(SHOP.key(), RuntimeKind.LINUX, null), Signal.RSS, "");
        assertThat(fleet.only().process()).isNotEqualTo(better);

        fleet.watch().series(better, Signal.RSS, "");
        fleet.rss();

        assertThat(fleet.only().process()).isEqualTo(better);
    }

    @Test
    void more_series_than_are_allowed_are_refused_and_counted() {
        DrivenFleet small = DrivenFleet.taking(1, 10, 10);

        assertThat(small.rss()).isNotEqualTo(Intake.NONE);
        assertThat(small.series(Signal.HEAP_USED, "")).isEqualTo(Intake.NONE);
        assertThat(small.watch().counts().refused()).isEqualTo(1);
    }

    @Test
    void a_flood_of_instances_in_one_service_leaves_room_for_the_others() {
        DrivenFleet small = DrivenFleet.taking(100, 4, 2);

        assertThat(small.instance("flooded", 1)).isNotEqualTo(Intake.NONE);
        assertThat(small.instance("flooded", 2)).isNotEqualTo(Intake.NONE);
        assertThat(small.instance("flooded", 3)).isEqualTo(Intake.NONE);
        assertThat(small.instance("shop", 1)).isNotEqualTo(Intake.NONE);
        assertThat(small.instance("flooded", 1)).isNotEqualTo(Intake.NONE);
        assertThat(small.watch().processes()).hasSize(3);
        assertThat(small.watch().counts().refused()).isEqualTo(1);
    }

    @Test
    void instances_that_have_gone_make_room_for_those_that_came() {
        DrivenFleet small = DrivenFleet.taking(2, 10, 2);
        int first = small.instance("shop", 1);
        int second = small.instance("shop", 2);
        small.pass(DAY);
        small.scrape(second, 0, 1);
        small.watch().forgetAbsent();

        int third = small.instance("shop", 3);
        assertThat(third).isNotIn(Intake.NONE, first, second);
        assertThat(small.scrape(first, 0, 1)).isFalse();
        assertThat(small.scrape(second, 0, 1)).isTrue();
        assertThat(small.scrape(third, 0, 1)).isTrue();
        assertThat(small.watch().processes()).hasSize(2);
        assertThat(small.watch().counts().series()).isEqualTo(2);
    }

    @Test
    void an_instance_that_was_forgotten_comes_back_under_its_number() {
        fleet.scrape(fleet.rss(), 0, 1);
        int id = fleet.only().id();
        fleet.pass(DAY);
        fleet.watch().forgetAbsent();
        assertThat(fleet.watch().processes()).isEmpty();

        fleet.scrape(fleet.rss(), 5760, 2);
        fleet.settle();

        assertThat(fleet.only().id()).isEqualTo(id);
        assertThat(fleet.only().up()).isTrue();
        assertThat(fleet.only().lastSeen().toEpochMilli()).isEqualTo(at(5760));
    }

    @Test
    void what_has_stopped_reporting_is_judged_with_all_that_it_sent() {
        int rss = fleet.rss();
        fleet.scrape(rss, 0, 1000, FleetWatchTest::leaking);
        fleet.settleAndJudge();
        fleet.scrape(rss, 1000, leaking(1000));
        fleet.settleAndJudge();
        assertThat(fleet.only().judgedAt()).isBefore(fleet.only().lastSeen());

        fleet.scrape(rss, 1001, Double.NaN);
        fleet.settleAndJudge();

        assertThat(fleet.only().judgedAt()).isEqualTo(fleet.only().lastSeen());
    }

    @Test
    void a_process_that_says_it_stopped_reporting_is_down_and_comes_up_again() {
        int rss = fleet.rss();
        fleet.scrape(rss, 0, 1);
        assertThat(fleet.only().up()).isTrue();

        fleet.scrape(rss, 1, Double.NaN);
        assertThat(fleet.only().up()).isFalse();

        fleet.scrape(rss, 2, 1);
        assertThat(fleet.only().up()).isTrue();
        fleet.pass(Duration.ofMinutes(2));
        assertThat(fleet.only().up()).isFalse();
    }

    @Test
    void who_asks_again_gets_the_same_state_until_a_reading_or_a_verdict_changes_it() {
        int rss = fleet.rss();
        fleet.scrape(rss, 0, 1);
        fleet.settle();
        ProcessState measured = fleet.only();
        assertThat(fleet.only()).isSameAs(measured);

        fleet.settleAndJudge();
        ProcessState judged = fleet.only();
        assertThat(judged.judgedAt()).isAfter(measured.judgedAt());
        assertThat(fleet.only()).isSameAs(judged);

        fleet.scrape(rss, 1, 2);
        fleet.settle();
        assertThat(fleet.only().latest().values()).containsEntry(Signal.RSS, 2.0);
    }

    private static double leaking(int scrape) {
        return 80 * MB + scrape * 0.5 * MB + scrape % 7 * 0.1 * MB;
    }
}
