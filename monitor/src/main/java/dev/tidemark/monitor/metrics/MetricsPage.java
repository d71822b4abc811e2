package dev.tidemark.monitor.metrics;

import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.deliver.Delivery;
import dev.tidemark.monitor.alert.deliver.Outbox;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.metrics.Exposition.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * What the monitor says at {@code /metrics}: the verdict, the rate and the time to the limit of
 * each process, its alerts, and how it is doing itself.
 *
 * <p>However many processes are watched, only so many are listed, those that leak first; all are
 * counted. Threads: any. Costs a few milliseconds for ten thousand processes.
 */
public final class MetricsPage {
    /** Processes that are listed one by one at the most. */
    public static final int MOST_PROCESSES = 5000;

    private final Fleet fleet;
    private final Alerts alerts;
    private final Outbox outbox;
    private final List<Consumer<Exposition>> more;

    /**
     * @param more adds families of other parts
     */
    public MetricsPage(Fleet fleet, Alerts alerts, Outbox outbox, List<Consumer<Exposition>> more) {
        this.fleet = fleet;
        this.alerts = alerts;
        this.outbox = outbox;
        this.more = List.copyOf(more);
    }

    /** The page, as {@link Exposition#TYPE}. */
    public String text() {
        Exposition page = new Exposition();
        List<ProcessState> all = fleet.processes();
        List<ProcessState> listed =
                all.stream()
                        .sorted(
                                Comparator.comparing((ProcessState state) -> !leaks(state))
                                        .thenComparingInt(ProcessState::id))
                        .limit(MOST_PROCESSES)
                        .toList();
        processes(page, listed);
        counts(page, all, all.size() - listed.size());
        alerts(page);
        deliveries(page);
        intake(page);
        more.forEach(part -> part.accept(page));
        return page.toString();
    }

    private static boolean leaks(ProcessState state) {
        return state.verdict() instanceof TrendVerdict.Leaking;
    }

    private static void processes(Exposition page, List<ProcessState> listed) {
        page.family("tidemark_process_verdict", Kind.GAUGE, "1 for the verdict on a process.");
        for (ProcessState state : listed) {
            Map<String, String> labels = labels(state);
            labels.put("verdict", word(state.verdict()));
            page.add(labels, 1);
        }
        page.family(
                "tidemark_process_growth_bytes_per_second",
                Kind.GAUGE,
                "How fast the memory of a process that leaks grows.");
        leaking(page, listed, leak -> leak.basis().rate().estimate());
        page.family(
                "tidemark_process_leak_onset_timestamp_seconds",
                Kind.GAUGE,
                "When the memory of a process that leaks began to grow.");
        leaking(page, listed, TrendVerdict.Leaking::onsetSeconds);
        page.family(
                "tidemark_process_limit_seconds",
                Kind.GAUGE,
                "Time until a process that leaks reaches its memory limit.");
        leaking(
                page,
                listed,
                leak -> {
                    TrendVerdict.Limit limit = leak.limit();
                    return limit == null ? Double.NaN : limit.seconds();
                });
    }

    /** A value of each process that leaks; none where it is not a number. */
    private static void leaking(
            Exposition page,
            List<ProcessState> listed,
            ToDoubleFunction<TrendVerdict.Leaking> value) {
        for (ProcessState state : listed) {
            if (state.verdict() instanceof TrendVerdict.Leaking leak) {
                double number = value.applyAsDouble(leak);
                if (!Double.isNaN(number)) {
                    Map<String, String> labels = labels(state);
                    labels.put("signal", leak.basis().signal().column());
                    page.add(labels, number);
                }
            }
        }
    }

    private static Map<String, String> labels(ProcessState state) {
        ProcessKey key = state.process().key();
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("service", key.service());
        labels.put("build", key.build());
        labels.put("instance", key.instance());
        return labels;
    }

    private static String word(TrendVerdict verdict) {
        return switch (verdict) {
            case TrendVerdict.Leaking _ -> "leaking";
            case TrendVerdict.Settled _ -> "settled";
            case TrendVerdict.Steady _ -> "steady";
            case TrendVerdict.Undecided _ -> "undecided";
        };
    }

    private static void counts(Exposition page, List<ProcessState> all, int leftOut) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : List.of("leaking", "settled", "steady", "undecided")) {
            counts.put(word, 0);
        }
        all.forEach(state -> counts.merge(word(state.verdict()), 1, Integer::sum));
        page.family("tidemark_processes", Kind.GAUGE, "Processes that are watched, by verdict.");
        counts.forEach((word, count) -> page.add(Map.of("verdict", word), count));
        page.family("tidemark_processes_up", Kind.GAUGE, "Processes that report now.");
        page.add(all.stream().filter(ProcessState::up).count());
        page.family(
                "tidemark_processes_left_out",
                Kind.GAUGE,
                "Processes that are counted but not listed here.");
        page.add(leftOut);
    }

    private void alerts(Exposition page) {
        Map<Map<String, String>, Integer> counts = new LinkedHashMap<>();
        for (Alert alert : alerts.open()) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("rule", lower(alert.key().rule()));
            labels.put("state", lower(alert.state()));
            labels.put("severity", lower(alert.severity()));
            counts.merge(labels, 1, Integer::sum);
        }
        page.family("tidemark_alerts", Kind.GAUGE, "Alerts that are pending or firing.");
        counts.forEach(page::add);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void deliveries(Exposition page) {
        page.family(
                "tidemark_deliveries_total", Kind.COUNTER, "Attempts to tell somebody of alerts.");
        outbox.counts()
                .forEach((channel, counts) -> {
                    page.add(result(channel, "heard"), counts.heard());
                    page.add(result(channel, "failed"), counts.failed());
                });
        Map<String, Integer> waiting = new TreeMap<>();
        outbox.counts().keySet().forEach(channel -> waiting.put(channel, 0));
        for (Delivery delivery : outbox.waiting()) {
            waiting.merge(delivery.channel(), 1, Integer::sum);
        }
        page.family(
                "tidemark_deliveries_waiting", Kind.GAUGE, "What is still to be told of alerts.");
        waiting.forEach((channel, count) -> page.add(Map.of("channel", channel), count));
    }

    private static Map<String, String> result(String channel, String result) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("channel", channel);
        labels.put("result", result);
        return labels;
    }

    private void intake(Exposition page) {
        Fleet.IntakeCounts counts = fleet.counts();
        page.family("tidemark_readings_total", Kind.COUNTER, "Readings that were taken.");
        page.add(counts.readings());
        page.family(
                "tidemark_readings_late_total",
                Kind.COUNTER,
                "Readings of a time that had been judged already; dropped.");
        page.add(counts.late());
        page.family(
                "tidemark_readings_refused_total",
                Kind.COUNTER,
                "Readings of series beyond the bound; dropped.");
        page.add(counts.refused());
        page.family("tidemark_series", Kind.GAUGE, "Series that are known.");
        page.add(counts.series());
    }
}
