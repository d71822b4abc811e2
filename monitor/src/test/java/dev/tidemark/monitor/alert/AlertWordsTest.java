package dev.tidemark.monitor.alert;

import static dev.tidemark.monitor.alert.TestFleet.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertWordsTest {
    private final TestFleet fleet = new TestFleet();
    private final AlertBook book = new AlertBook(TestFleet.PROMPT, List.of());

    private Alert firing() {
        book.observe(fleet.now(), fleet.states());
        fleet.pass(Duration.ofMinutes(12));
        book.observe(fleet.now(), fleet.states());
        return book.open().getFirst();
    }

    private String text(Alert alert) {
        AlertWords words = new AlertWords(alert, fleet.now());
        return words.summary() + "\n" + String.join("\n", words.details());
    }

    @Test
    void an_alert_says_what_leaks_how_fast_and_until_when() {
        fleet.set(process("shop", "1.4", "10.0.0.7:9464"), fleet.leaking(Signal.POST_GC_USED));
        fleet.set(process("shop", "1.4", "10.0.0.8:9464"), fleet.leaking(Signal.POST_GC_USED));

        assertThat(text(firing()))
                .isEqualTo(
                        """
                        shop 1.4 leaks 1.00 KiB/s: heap after full GC; limit 1.00 GiB reached at about Mar 2 08:12 UTC, in 24 h
                        2 instances, the worst is 10.0.0.7:9464
                        Since 08:00 UTC (12 min ago)
                        Grows 1.00 KiB/s (3.16 MiB/h to 1.10 KiB/s) by heap after full GC
                        Reaches 1.00 GiB between 03:24 UTC and maybe never
                        rises block by block\
                        """);
    }

    @Test
    void with_evidence_it_says_who_holds_it_and_what_to_change() {
        fleet.set(process("shop", "", "a"), fleet.leaking(Signal.POST_GC_USED, 3000));
        Alert alert =
                firing().with(
                                new Cause(
                                        "f1",
                                        "module cart.js > sessions : Map",
                                        "sessions gains 12 Session a minute",
                                        "Delete a session when it ends.",
                                        "e-1"));

        assertThat(text(alert))
                .startsWith(
                        """
                        shop leaks 1.00 KiB/s: module cart.js > sessions : Map; limit 1.00 GiB reached at about 09:02 UTC, in 50 min
                        Held by module cart.js > sessions : Map: sessions gains 12 Session a minute
                        Fix: Delete a session when it ends.
                        1 instance: a
                        """);
    }

    @Test
    void a_limit_that_is_near_is_told_by_its_share() {
        fleet.set(
                process("shop", "1.4", "a"),
                TestFleet.steady(),
                MemorySample.at(0).with(Signal.RSS, 970e6).with(Signal.LIMIT, 1e9));

        assertThat(new AlertWords(firing(), fleet.now()).summary())
                .isEqualTo(
                        "shop 1.4 is near its memory limit: 97 % of 954 MiB in use (resident memory)");
    }
}
