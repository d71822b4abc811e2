package dev.tidemark.bench;

import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.AlertKey;
import dev.tidemark.monitor.alert.AlertRules;
import dev.tidemark.monitor.alert.Change;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.service.Monitor;
import dev.tidemark.monitor.service.SettingsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Replays days of memory series through remote write into a monitor, much faster than they came to
 * be, and compares what it makes of each with what {@code judge} says of the whole series, and with
 * the alerts of somebody who watched it live.
 *
 * <p>Arguments: a folder of labelled series as {@link TrendScore} reads them, or {@code made}; into
 * how many steps the time is cut (60; 1 sends all at once); series of each shape when they are made
 * (10). After each step it waits until the monitor has looked.
 */
public final class MonitorReplay {
    private static final double HOURS = 72;
    private static final double INTERVAL_SECONDS = 60;
    private static final int SAMPLES_A_REQUEST = 10_000;
    private static final int NO_CONTENT = 204;

    /** A monitor looks for new alerts every three seconds. */
    private static final Duration LOOKS_WITHIN = Duration.ofMillis(3_500);

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final List<ReplayedSeries> series;
    private final Monitor monitor;
    private final MonitorClient client;
    private final RemoteWriteRequest request = new RemoteWriteRequest();
    private final Set<String> fired = ConcurrentHashMap.newKeySet();
    private long samples;

    private MonitorReplay(List<ReplayedSeries> series, Monitor monitor) {
        this.series = series;
        this.monitor = monitor;
        this.client =
                new MonitorClient(URI.create("http://127.0.0.1:" + monitor.address().getPort()));
        monitor.alerts().changes(this::note);
    }

    /** Replays, and prints what differs. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String from = arguments.length > 0 ? arguments[0] : "made";
        int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        int each = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        double end = Math.rint(System.currentTimeMillis() / 1e3) - 60;
        List<ReplayedSeries> series =
                from.equals("made") ? made(each, end) : ReplayedSeries.folder(Path.of(from), end);
        Path data = Files.createTempDirectory("tidemark-replay-");
        String settings =
                "{\"server\": {\"listen\": \"127.0.0.1:0\"}, \"evidence\": {\"when\": \"never\"}}";
        try (Monitor monitor =
                Monitor.start(
                        SettingsFile.parse(settings, "the replay's settings").in(data),
                        "bench",
                        MonitorReplay::fail)) {
            MonitorReplay replay = new MonitorReplay(series, monitor);
            long start = System.nanoTime();
            replay.send(steps, end);
            print(
                    "%d series, %d samples, %d steps, %.0f s"
                            .formatted(
                                    series.size(),
                                    replay.samples,
                                    steps,
                                    (System.nanoTime() - start) / 1e9));
            replay.compare();
        }
    }

    private static List<ReplayedSeries> made(int each, double end) {
        List<ReplayedSeries> all = new ArrayList<>();
        for (MadeSeries.Shape shape : MadeSeries.Shape.values()) {
            for (int seed = 0; seed < each; seed++) {
                all.add(MadeSeries.of(shape, seed, HOURS, INTERVAL_SECONDS, end));
            }
        }
        return all;
    }

    private static void fail(RuntimeException e) {
        print("a fault in the monitor: " + e);
    }

    private void note(Change change) {
        if (change.event() == Change.Event.FIRING
                && change.alert().key().rule() == AlertKey.Rule.LEAK) {
            fired.add(change.alert().key().service());
        }
    }

    private void send(int steps, double end) throws IOException, InterruptedException {
        List<RemoteWriteSeries> all = series.stream().map(RemoteWriteSeries::new).toList();
        double begin = series.stream().mapToDouble(ReplayedSeries::begin).min().orElse(end);
        for (int step = 1; step <= steps; step++) {
            double until = step == steps ? Double.MAX_VALUE : begin + (end - begin) * step / steps;
            for (RemoteWriteSeries one : all) {
                while (one.addNext(request, until)) {
                    if (request.samples() >= SAMPLES_A_REQUEST) {
                        post();
                    }
                }
            }
            post();
            await(state -> behind(state).compareTo(Duration.ofMinutes(6)) < 0);
            Thread.sleep(LOOKS_WITHIN);
        }
        for (RemoteWriteSeries one : all) {
            one.addEnd(request);
        }
        post();
        await(state -> behind(state).isZero());
    }

    private void post() throws IOException, InterruptedException {
        if (request.samples() == 0) {
            return;
        }
        samples += request.samples();
        byte[] packed = request.packed();
        int status = client.write(packed);
        if (status != NO_CONTENT) {
            throw new IOException("remote write: expected 204, found " + status);
        }
    }

    /** The readings of which no verdict knows yet. */
    private static Duration behind(ProcessState state) {
        return Duration.between(state.judgedAt(), state.lastSeen());
    }

    private void await(Predicate<ProcessState> judged) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // What came last is closed after three seconds.
        TimeUnit.SECONDS.sleep(5);
        while (!monitor.fleet().processes().stream().allMatch(judged)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the monitor is not done within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void compare() {
        Map<String, ProcessState> states = new HashMap<>();
        monitor.fleet()
                .processes()
                .forEach(state -> states.put(state.process().key().service(), state));
        Set<String> firing = ConcurrentHashMap.newKeySet();
        monitor.alerts().open().stream()
                .filter(alert ->
                        alert.state() == Alert.State.FIRING
                                && alert.key().rule() == AlertKey.Rule.LEAK)
                .forEach(alert -> firing.add(alert.key().service()));
        Tally tally = new Tally();
        for (ReplayedSeries one : series) {
            ProcessState state = states.get(one.name());
            if (state == null) {
                print(one.name() + ": not known to the monitor");
                continue;
            }
            tally.add(one, AlertTwin.of(one, AlertRules.USUAL), state.verdict(), fired, firing);
        }
        tally.print();
    }

    private static String kind(TrendVerdict verdict) {
        return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What was alike, and what was not. */
    private static final class Tally {
        private int all;
        private int sameVerdict;
        private int sameAlert;
        private int sameAtTheEnd;
        private int leaks;
        private int leaksFound;
        private int clean;
        private int falsePages;
        private double cleanDays;

        private void add(
                ReplayedSeries one,
                AlertTwin twin,
                TrendVerdict verdict,
                Set<String> fired,
                Set<String> firing) {
            boolean pages = fired.contains(one.name());
            boolean same = kind(verdict).equals(kind(twin.verdict()));
            boolean atTheEnd = firing.contains(one.name()) == twin.firing();
            all++;
            sameVerdict += same ? 1 : 0;
            sameAlert += pages == twin.fired() > 0 ? 1 : 0;
            sameAtTheEnd += atTheEnd ? 1 : 0;
            if (!same || pages != twin.fired() > 0 || !atTheEnd) {
                MonitorReplay.print(
                        "%s: judge says %s and alerts %d times%s; the monitor says %s%s%s"
                                .formatted(
                                        one.name(),
                                        kind(twin.verdict()),
                                        twin.fired(),
                                        twin.firing() ? ", the last is open" : "",
                                        kind(verdict),
                                        pages ? " and alerts" : "",
                                        firing.contains(one.name()) ? ", it is open" : ""));
            }
            if (one.leaks() && !one.ambiguous()) {
                leaks++;
                leaksFound += pages ? 1 : 0;
            } else if (!one.ambiguous()) {
                clean++;
                falsePages += pages ? 1 : 0;
                cleanDays += (one.end() - one.begin()) / 86_400;
            }
        }

        private void print() {
            MonitorReplay.print(
                    "the same verdict as judge: %d of %d; alerts whenever judge would: %d; open at the end: %d"
                            .formatted(sameVerdict, all, sameAlert, sameAtTheEnd));
            MonitorReplay.print(
                    "leaks alerted: %d of %d; false pages: %d on %d clean series, %.1f series-months"
                            .formatted(leaksFound, leaks, falsePages, clean, cleanDays / 30));
        }
    }

    // What it prints is what it is for.
    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
