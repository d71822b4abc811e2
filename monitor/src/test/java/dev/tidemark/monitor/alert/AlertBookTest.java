package dev.tidemark.monitor.alert;

import static dev.tidemark.monitor.alert.TestFleet.process;
import static dev.tidemark.monitor.alert.TestFleet.settled;
import static dev.tidemark.monitor.alert.TestFleet.steady;
import static dev.tidemark.monitor.alert.TestFleet.undecided;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.fleet.ProcessKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AlertBookTest {
    private static final ProcessKey SHOP_A = process("shop", "1.4", "a");
    private static final ProcessKey SHOP_B = process("shop", "1.4", "b");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final double GIB = 1 << 30;

    private final TestFleet fleet = new TestFleet();
    private AlertBook book = new AlertBook(TestFleet.PROMPT, List.of());
    private final List<Event> events = new ArrayList<>();

    /** Looks once a minute. */
    private void watch(Duration time) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            fleet.pass(MINUTE);
            look();
        }
    }

    private void look() {
        book.observe(fleet.now(), fleet.states()).forEach(change -> events.add(change.event()));
    }

    private Alert only() {
        assertThat(book.open()).hasSize(1);
        return book.open().getFirst();
    }

    @Test
    void a_leak_is_pending_at_first_and_fires_when_its_verdict_has_stood_for_long_enough() {
        fleet.set(SHOP_A, fleet.leaking(Signal.POST_GC_USED));
        look();
        assertThat(events).containsExactly(Event.PENDING);

        watch(Duration.ofMinutes(9));
        assertThat(only().state()).isEqualTo(Alert.State.PENDING);

        watch(MINUTE);
        assertThat(events).containsExactly(Event.PENDING, Event.FIRING);
        assertThat(only().key())
                .isEqualTo(new AlertKey(AlertKey.Rule.LEAK, "shop", "1.4", "heap_used"));
    }

    @Test
    void a_verdict_on_an_old_series_has_to_stand_for_longer() {
        fleet.set(SHOP_A, steady());
        fleet.pass(Duration.ofHours(20));
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));

        watch(Duration.ofMinutes(59));
        assertThat(events).containsExactly(Event.PENDING);

        watch(Duration.ofMinutes(6));
        assertThat(events).containsExactly(Event.PENDING, Event.FIRING);
    }

    @Test
    void usually_a_leak_has_to_stand_for_half_a_day_unless_its_limit_comes_sooner() {
        book = new AlertBook(AlertRules.USUAL, List.of());
        double threeDays = Duration.ofDays(3).toSeconds();
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED, threeDays));
        look();
        watch(Duration.ofMinutes(719));
        assertThat(events).containsExactly(Event.PENDING);
        watch(MINUTE);
        assertThat(events).containsExactly(Event.PENDING, Event.FIRING);

        ProcessKey cart = process("cart", "1", "a");
        double fourHours = Duration.ofHours(4).toSeconds();
        fleet.set(cart, fleet.leaking(Signal.HEAP_USED, fourHours));
        look();
        watch(Duration.ofMinutes(119));
        assertThat(events).hasSize(3);
        watch(MINUTE);
        assertThat(events).hasSize(4).endsWith(Event.FIRING);
    }

    @Test
    void a_leak_that_is_quick_does_not_wait_until_the_process_is_dead() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED, 240));
        look();
        watch(Duration.ofMinutes(2));

        assertThat(events).contains(Event.FIRING);
        assertThat(book.open()).allMatch(alert -> alert.severity() == Alert.Severity.CRITICAL);
    }

    @Test
    void a_verdict_that_changes_its_mind_before_it_has_stood_wakes_nobody() {
        for (int i = 0; i < 20; i++) {
            fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
            watch(Duration.ofMinutes(5));
            fleet.set(SHOP_A, undecided());
            watch(Duration.ofMinutes(5));
        }

        assertThat(events).contains(Event.PENDING, Event.DROPPED).doesNotContain(Event.FIRING);
        assertThat(book.open()).isEmpty();
    }

    @Test
    void hours_of_readings_that_come_at_once_speak_only_when_both_ends_say_the_same() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        look();
        fleet.set(SHOP_A, undecided());
        fleet.pass(Duration.ofHours(3));
        look();
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        fleet.pass(Duration.ofHours(3));
        look();
        assertThat(events).doesNotContain(Event.FIRING);

        fleet.pass(Duration.ofHours(3));
        look();
        assertThat(events).contains(Event.FIRING);
    }

    @Test
    void instances_of_a_build_are_one_alert() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(12));
        fleet.set(SHOP_B, fleet.leaking(Signal.POST_GC_USED));
        watch(Duration.ofMinutes(12));

        assertThat(events).containsExactly(Event.PENDING, Event.FIRING, Event.UPDATED);
        assertThat(only().members()).extracting(Member::instance).containsExactly("a", "b");
    }

    @Test
    void an_alert_stays_one_when_another_signal_is_judged() {
        fleet.set(SHOP_A, fleet.leaking(Signal.RSS));
        watch(Duration.ofMinutes(12));
        fleet.set(SHOP_A, fleet.leaking(Signal.POST_GC_USED));
        watch(Duration.ofMinutes(30));

        assertThat(events).containsExactly(Event.PENDING, Event.FIRING);
        assertThat(only().worst().pace().signal()).isEqualTo(Signal.POST_GC_USED);
    }

    @Test
    void different_memory_of_different_instances_is_different_alerts() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        fleet.set(SHOP_B, fleet.leaking(Signal.RSS));
        watch(Duration.ofMinutes(12));

        assertThat(book.open())
                .extracting(alert -> alert.key().subject())
                .containsExactly("heap_used", "rss");
    }

    @Test
    void it_is_over_when_all_has_been_well_for_an_hour() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(12));
        fleet.set(SHOP_A, settled());
        watch(Duration.ofMinutes(59));
        assertThat(only().state()).isEqualTo(Alert.State.FIRING);

        watch(Duration.ofMinutes(2));
        assertThat(events).containsExactly(Event.PENDING, Event.FIRING, Event.RESOLVED);
    }

    @Test
    void a_verdict_that_swings_back_and_forth_is_one_alert() {
        for (int i = 0; i < 20; i++) {
            fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
            watch(Duration.ofMinutes(12));
            fleet.set(SHOP_A, settled());
            watch(Duration.ofMinutes(40));
        }

        assertThat(events).containsExactly(Event.PENDING, Event.FIRING);
    }

    @Test
    void what_comes_back_after_its_end_has_to_stand_twice_as_long() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(12));
        fleet.set(SHOP_A, steady());
        watch(Duration.ofMinutes(61));
        events.clear();

        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(19));
        assertThat(events).containsExactly(Event.PENDING);
        watch(Duration.ofMinutes(3));
        assertThat(events).containsExactly(Event.PENDING, Event.FIRING);
    }

    @Test
    void a_leak_that_is_restarted_every_night_under_a_new_name_is_one_alert() {
        ProcessKey before = process("shop", "1.4", "pod-0");
        fleet.set(before, fleet.leaking(Signal.HEAP_USED));
        for (int night = 1; night < 8; night++) {
            watch(Duration.ofHours(20));
            fleet.down(before);
            watch(Duration.ofMinutes(10));
            before = process("shop", "1.4", "pod-" + night);
            fleet.set(before, undecided());
            watch(Duration.ofHours(4));
            fleet.set(before, fleet.leaking(Signal.HEAP_USED));
        }

        assertThat(events.stream().filter(event -> event == Event.FIRING)).hasSize(1);
        assertThat(events).doesNotContain(Event.RESOLVED);
    }

    @Test
    void a_build_that_is_gone_takes_its_alert_along_and_the_next_has_its_own() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(12));
        fleet.down(SHOP_A);
        ProcessKey next = process("shop", "1.5", "a");
        fleet.set(next, fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(31));

        assertThat(events)
                .containsExactly(
                        Event.PENDING, Event.FIRING, Event.PENDING, Event.FIRING, Event.RESOLVED);
        assertThat(only().key().build()).isEqualTo("1.5");
    }

    @Test
    void an_instance_that_was_taken_away_does_not_keep_an_alert_of_a_healthy_build_open() {
        fleet.set(SHOP_B, steady());
        fleet.pass(MINUTE);
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(12));
        fleet.down(SHOP_A);
        watch(Duration.ofMinutes(70));

        assertThat(events).containsExactly(Event.PENDING, Event.FIRING, Event.RESOLVED);
    }

    @Test
    void a_limit_that_is_near_alerts_whatever_the_cause() {
        fleet.set(SHOP_A, steady(), resident(0.97));
        watch(Duration.ofMinutes(12));
        assertThat(only().key().rule()).isEqualTo(AlertKey.Rule.NEAR_LIMIT);
        assertThat(only().state()).isEqualTo(Alert.State.FIRING);

        // Below the level that alerts, but not by much.
        fleet.set(SHOP_A, steady(), resident(0.93));
        watch(Duration.ofHours(3));
        assertThat(only().state()).isEqualTo(Alert.State.FIRING);

        fleet.set(SHOP_A, steady(), resident(0.5));
        watch(Duration.ofMinutes(62));
        assertThat(events).containsExactly(Event.PENDING, Event.FIRING, Event.RESOLVED);
    }

    @Test
    void a_heap_that_is_full_of_garbage_is_not_near_its_limit() {
        fleet.set(
                SHOP_A,
                steady(),
                MemorySample.at(0)
                        .with(Signal.HEAP_USED, 0.99 * GIB)
                        .with(Signal.POST_GC_USED, 0.2 * GIB)
                        .with(Signal.HEAP_LIMIT, GIB));
        watch(Duration.ofHours(1));

        assertThat(events).isEmpty();
    }

    @Test
    void growth_that_reaches_the_limit_within_the_hour_is_a_second_alert_and_critical() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED, 3000));
        watch(Duration.ofMinutes(12));

        assertThat(book.open())
                .extracting(alert -> alert.key().rule())
                .containsExactly(AlertKey.Rule.LEAK, AlertKey.Rule.NEAR_LIMIT);
        assertThat(book.open()).allMatch(alert -> alert.severity() == Alert.Severity.CRITICAL);
    }

    @Test
    void the_holder_takes_the_place_of_the_signal_without_a_second_alert() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(12));
        String id = only().id();

        book.attach(id, cause("f1"), fleet.now());

        assertThat(only().id()).isEqualTo(id);
        assertThat(only().cause()).isEqualTo(cause("f1"));
    }

    @Test
    void two_alerts_with_one_holder_become_one() {
        fleet.set(SHOP_A, fleet.leaking(Signal.HEAP_USED));
        fleet.set(SHOP_B, fleet.leaking(Signal.RSS));
        watch(Duration.ofMinutes(12));
        List<Alert> both = book.open();

        book.attach(both.getFirst().id(), cause("f1"), fleet.now());
        Change folded = book.attach(both.getLast().id(), cause("f1"), fleet.now()).orElseThrow();

        assertThat(folded.event()).isEqualTo(Event.RESOLVED);
        assertThat(folded.alert().ended())
                .isEqualTo("the same holder as in alert " + both.getFirst().id());
        assertThat(only().id()).isEqualTo(both.getFirst().id());
    }

    @Test
    void a_book_that_is_opened_again_at_any_moment_comes_to_the_same_alerts() {

        for (long seed = 0; seed < 50; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            TestFleet world = new TestFleet();
            AlertBook steadyBook = new AlertBook(TestFleet.PROMPT, List.of());
            AlertBook reopened = new AlertBook(TestFleet.PROMPT, List.of());
            List<Alert> resolved = new ArrayList<>();
            for (int step = 0; step < 300; step++) {
                change(world, random);
                world.pass(Duration.ofMinutes(1 + random.nextInt(20)));
                List<Change> expected = steadyBook.observe(world.now(), world.states());
                List<Change> found = reopened.observe(world.now(), world.states());
                assertThat(found).as("seed %d, step %d", seed, step).isEqualTo(expected);
                found.stream()
                        .filter(change -> change.event() == Event.RESOLVED)
                        .forEach(change -> resolved.add(change.alert()));
                List<Alert> kept = new ArrayList<>(resolved);
                kept.addAll(reopened.open());
                reopened = new AlertBook(TestFleet.PROMPT, kept);
            }
        }
    }

    private static void change(TestFleet world, RandomGenerator random) {
        ProcessKey key =
                process("shop", random.nextInt(4) == 0 ? "1.5" : "1.4", "i" + random.nextInt(3));
        switch (random.nextInt(8)) {
            case 0 -> world.down(key);
            case 1, 2 -> world.set(key, steady());
            case 3 -> world.set(key, undecided());
            case 4 -> world.set(key, steady(), resident(random.nextDouble()));
            case 5 -> world.set(key, world.leaking(Signal.RSS));
            default ->
                    world.set(
                            key, world.leaking(Signal.HEAP_USED, random.nextDouble(100, 100_000)));
        }
    }

    private static MemorySample resident(double share) {
        return MemorySample.at(0).with(Signal.RSS, share * GIB).with(Signal.LIMIT, GIB);
    }

    private static Cause cause(String fingerprint) {
        return new Cause(
                fingerprint,
                "module cache.js > sessions : Map",
                "sessions grows",
                "Bound it.",
                "e1");
    }
}
