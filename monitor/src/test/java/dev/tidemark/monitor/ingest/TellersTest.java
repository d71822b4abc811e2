package dev.tidemark.monitor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Several tell the memory of one process, in any order. */
class TellersTest {
    private static final long NOON = 1_800_000_000_000L;
    private static final int MINUTES = 60;
    private static final int MINUTE = 60_000;

    /** Best first; the first two are a pair of servers that ask the process itself. */
    private static final List<List<String>> TELLERS =
            List.of(
                    teller("process_resident_memory_bytes", "prometheus_replica", "one"),
                    teller("process_resident_memory_bytes", "prometheus_replica", "two"),
                    teller("container_memory_rss", "container", "shop"),
                    teller("container_memory_working_set_bytes", "container", "shop"));

    private static final int[] RANKS = {0, 0, 1, 2};

    private final RecordingIntake intake = new RecordingIntake();
    private final Catalog catalog =
            new Catalog(
                    intake,
                    IdentityLabels.standard(),
                    Limits.standard(),
                    InstantSource.fixed(Instant.ofEpochMilli(NOON + (long) MINUTES * MINUTE)));
    private final RemoteWriteReceiver receiver = new RemoteWriteReceiver(catalog);

    private static List<String> teller(String metric, String label, String value) {
        return List.of(
                "__name__",
                metric,
                label,
                value,
                "job",
                "shop",
                "namespace",
                "prod",
                "pod",
                "shop-1");
    }

    @RepeatedTest(50)
    void whatever_the_order_only_one_of_the_best_is_heard_once_all_have_spoken(RepetitionInfo run)
            throws IOException {
        Random random = new Random(run.getCurrentRepetition());
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int teller : shuffled(random)) {
                send(teller, minute);
            }
        }

        List<Double> settled = heard().subList(heard().size() - (MINUTES - 1), heard().size());
        assertThat(settled)
                .as("seed %d: one reading a minute, after the first", run.getCurrentRepetition())
                .allMatch(value -> teller(value).equals(teller(settled.getFirst())))
                .allMatch(value -> RANKS[teller(value)] == 0);
        assertThat(heard().size()).isLessThanOrEqualTo(MINUTES - 1 + TELLERS.size());
    }

    @RepeatedTest(200)
    void whatever_the_order_and_whoever_is_silent_they_take_turns_as_the_rule_says(
            RepetitionInfo run) throws IOException {
        Random random = new Random(run.getCurrentRepetition());
        Rule rule = new Rule();
        List<Double> expected = new ArrayList<>();
        boolean[] speaks = {true, true, true, true};
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int teller : shuffled(random)) {
                if (random.nextInt(8) == 0) {
                    speaks[teller] = !speaks[teller];
                }
                if (speaks[teller]) {
                    send(teller, minute);
                    if (rule.hears(teller, minute)) {
                        expected.add(value(teller, minute));
                    }
                }
            }
        }

        assertThat(heard()).as("seed %d", run.getCurrentRepetition()).isEqualTo(expected);
    }

    /** The rule as the decision has it, one sentence a line. */
    private static final class Rule {
        private int teller = -1;
        private int last;

        boolean hears(int other, int minute) {
            boolean better = teller < 0 || RANKS[other] < RANKS[teller];
            boolean silent = minute - last > 5;
            if (other == teller || better || silent) {
                teller = other;
                last = minute;
                return true;
            }
            return false;
        }
    }

    private static List<Integer> shuffled(Random random) {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
        Collections.shuffle(order, random);
        return order;
    }

    private void send(int teller, int minute) throws IOException {
        byte[] request =
                new RemoteWrite()
                        .series(
                                TELLERS.get(teller),
                                NOON + (long) minute * MINUTE,
                                value(teller, minute))
                        .packed();
        receiver.take(
                new ByteArrayInputStream(request),
                name -> name.equals("Content-Encoding") ? Optional.of("snappy") : Optional.empty());
    }

    /** Tells who said it, and when. */
    private static double value(int teller, int minute) {
        return 1e6 * (teller + 1) + minute;
    }

    private static Integer teller(double value) {
        return (int) (value / 1e6) - 1;
    }

    private List<Double> heard() {
        return intake.taken().stream().map(RecordingIntake.Taken::value).toList();
    }
}
