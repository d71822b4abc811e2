package dev.tidemark.monitor.alert;

import static dev.tidemark.monitor.alert.TestFleet.process;
import static dev.tidemark.monitor.alert.TestFleet.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.ProcessKey;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final ProcessKey SHOP = process("shop", "1.4", "a");

    private final TestFleet fleet = new TestFleet();
    private final MemoryDocuments documents = new MemoryDocuments();
    private final List<Event> told = new ArrayList<>();
    private List<WeeklyWindow> weekly = List.of();
    private Alerts alerts = open();

    private Alerts open() {
        Mutes mutes = new Mutes(documents, weekly, fleet::now);
        Alerts opened = new Alerts(TestFleet.PROMPT, mutes, documents, fleet::now);
        opened.tellBy(
                new Teller() {
                    @Override
                    public List<Document> plan(Alert alert, Event event) {
                        told.add(event);
                        return List.of();
                    }

                    @Override
                    public void planned() {}
                });
        return opened;
    }

    private void watch(Duration time) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            fleet.pass(Duration.ofMinutes(1));
            alerts.observe(fleet.states());
        }
    }

    private void leak() {
        fleet.set(SHOP, fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(12));
    }

    @Test
    void a_monitor_that_is_started_again_tells_nobody_twice() {
        for (int i = 0; i < 10; i++) {
            leak();
            alerts = open();
        }

        assertThat(told).containsExactly(Event.FIRING);
        assertThat(alerts.open()).hasSize(1);
    }

    @Test
    void what_was_resolved_can_still_be_found() {
        leak();
        String id = alerts.open().getFirst().id();
        fleet.set(SHOP, steady());
        watch(Duration.ofMinutes(61));
        alerts = open();

        assertThat(alerts.open()).isEmpty();
        assertThat(alerts.find(id).orElseThrow().ended()).isEqualTo("memory has stopped growing");
        assertThat(alerts.resolved(fleet.now().plusSeconds(1), 10)).hasSize(1);
        assertThat(told).containsExactly(Event.FIRING, Event.RESOLVED);
    }

    @Test
    void a_silenced_alert_is_told_when_the_silence_ends_and_it_still_fires() {
        silence(Match.service("sh*"));
        leak();
        assertThat(told).isEmpty();

        assertThat(alerts.mutes().end("s-1")).isTrue();
        watch(Duration.ofMinutes(1));
        assertThat(told).containsExactly(Event.FIRING);
    }

    @Test
    void what_ends_while_it_is_silenced_is_never_told() {
        silence(Match.service("shop"));
        leak();
        fleet.set(SHOP, steady());
        watch(Duration.ofHours(3));

        assertThat(told).isEmpty();
    }

    @Test
    void who_was_told_of_the_beginning_is_told_of_the_end_silenced_or_not() {
        leak();
        silence(Match.service("shop"));
        fleet.set(SHOP, steady());
        watch(Duration.ofMinutes(70));

        assertThat(told).containsExactly(Event.FIRING, Event.RESOLVED);
    }

    @Test
    void a_silence_for_one_instance_does_not_hide_another() {
        silence(new Match(null, null, "a", null));
        leak();
        assertThat(told).isEmpty();

        fleet.set(process("shop", "1.4", "b"), fleet.leaking(Signal.HEAP_USED));
        watch(Duration.ofMinutes(1));
        assertThat(told).containsExactly(Event.FIRING);
    }

    @Test
    void a_silence_for_another_service_hides_nothing() {
        silence(Match.service("shopping"));
        leak();

        assertThat(told).containsExactly(Event.FIRING);
    }

    @Test
    void the_name_of_the_holder_can_be_silenced() {
        leak();
        String id = alerts.open().getFirst().id();
        alerts.attach(id, new Cause("f", "module a.js > cache : Map", "t", "fix", "e"));
        silence(new Match(null, null, null, "*cache*"));

        assertThat(alerts.mutes().of(alerts.open().getFirst())).contains("s-1");
    }

    @Test
    void nobody_is_told_in_a_weekly_window_until_it_is_over() {
        // The fleet's clock starts on Sunday at 8:00 UTC, 9:00 in Berlin.
        weekly =
                List.of(
                        new WeeklyWindow(
                                Match.service("shop"),
                                Set.of(DayOfWeek.SUNDAY),
                                LocalTime.of(8, 0),
                                LocalTime.of(9, 30),
                                ZoneId.of("Europe/Berlin"),
                                "backups"));
        alerts = open();
        leak();
        watch(Duration.ofMinutes(17));
        assertThat(told).isEmpty();

        watch(Duration.ofMinutes(2));
        assertThat(told).containsExactly(Event.FIRING);
    }

    @Test
    void a_window_past_midnight_belongs_to_the_day_on_which_it_begins() {
        WeeklyWindow window =
                new WeeklyWindow(
                        Match.service("shop"),
                        Set.of(DayOfWeek.SATURDAY),
                        LocalTime.of(23, 0),
                        LocalTime.of(2, 0),
                        ZoneId.of("UTC"),
                        "");

        assertThat(window.at(Instant.parse("2026-02-28T23:30:00Z"))).isTrue();
        assertThat(window.at(Instant.parse("2026-03-01T01:59:59Z"))).isTrue();
        assertThat(window.at(Instant.parse("2026-03-01T02:00:00Z"))).isFalse();
        assertThat(window.at(Instant.parse("2026-03-01T23:30:00Z"))).isFalse();
    }

    private void silence(Match match) {
        alerts.mutes()
                .put(
                        new Mute(
                                "s-1",
                                Mute.Kind.SILENCE,
                                match,
                                fleet.now(),
                                fleet.now().plus(Duration.ofDays(1)),
                                "ann",
                                "known"));
    }
}
