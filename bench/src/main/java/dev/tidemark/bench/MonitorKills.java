package dev.tidemark.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Kills monitors while a fleet writes to them, starts each again on what it left, and prints how
 * many seconds of what it had taken were lost at most. Ends with 1 if it was more than ten, or if
 * anything was damaged.
 *
 * <p>Arguments: the program {@code tidemark}, kills in all (100), monitors side by side (4).
 */
public final class MonitorKills {
    private static final int PROCESSES = 500;
    private static final int PAUSE_MILLIS = 250;
    private static final double LOST_AT_MOST_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PAGE = Pattern.compile("the page is at (http://\\S+)");
    private static final int NO_CONTENT = 204;

    private final String tidemark;
    private final Path folder;
    private final Random random;
    private final RemoteWriteRequest request = new RemoteWriteRequest();
    private final byte[][] labels = new byte[PROCESSES][];
    private double worstSeconds;
    private long requests;

    /** A request that was answered. */
    private record Taken(long epochMillis, long atNanos) {}

    /** What a monitor had taken when it was killed. */
    private record Life(List<Taken> taken, long killedNanos) {}

    private MonitorKills(String tidemark, int lane) throws IOException {
        this.tidemark = tidemark;
        this.folder = Files.createTempDirectory("tidemark-kills");
        this.random = new Random(lane);
        for (int i = 0; i < PROCESSES; i++) {
            labels[i] =
                    RemoteWriteRequest.labels(
                            "__name__",
                            "process_resident_memory_bytes",
                            "instance",
                            instance(i),
                            "job",
                            "shop");
        }
    }

    /** Kills, and prints a line for each kill. */
    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        int lanes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4;
        double worst = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Double>> lost = new ArrayList<>();
            for (int i = 0; i < lanes; i++) {
                int lane = i;
                lost.add(threads.submit(() -> lane(arguments[0], lane, kills / lanes)));
            }
            for (Future<Double> one : lost) {
                worst = Math.max(worst, one.get());
            }
        }
        print(
                String.format(
                        Locale.ROOT,
                        "%d kills, at most %.2f s lost, nothing damaged",
                        kills / lanes * lanes,
                        worst));
        System.exit(worst > LOST_AT_MOST_SECONDS ? 1 : 0);
    }

    private static double lane(String tidemark, int lane, int kills)
            throws IOException, InterruptedException, SQLException {
        MonitorKills monitor = new MonitorKills(tidemark, lane);
        Life last = new Life(List.of(), 0);
        for (int kill = 1; kill <= kills; kill++) {
            last = monitor.live(last);
            print(
                    String.format(
                            Locale.ROOT,
                            "monitor %d, kill %d: %d requests so far, at most %.2f s lost",
                            lane,
                            kill,
                            monitor.requests,
                            monitor.worstSeconds));
        }
        monitor.live(last); // asks what the last one left
        return monitor.worstSeconds;
    }

    /** Starts it, asks for what the life before had taken, writes to it, and kills it. */
    private Life live(Life before) throws IOException, InterruptedException, SQLException {
        Path out = folder.resolve("out.txt");
        Process monitor =
                new ProcessBuilder(
                                tidemark,
                                "monitor",
                                "--data",
                                folder.resolve("data").toString(),
                                "--listen",
                                "127.0.0.1:0")
                        .redirectOutput(out.toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            MonitorClient client = new MonitorClient(address(monitor, out));
            if (!before.taken().isEmpty()) {
                ask(client, before);
            }
            List<Taken> taken = write(client);
            // Before the signal: what is counted as lost is never too little.
            Life life = new Life(taken, System.nanoTime());
            monitor.toHandle().destroyForcibly();
            monitor.waitFor();
            examine();
            return life;
        } finally {
            monitor.destroyForcibly().waitFor();
        }
    }

    private static URI address(Process monitor, Path out) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (monitor.isAlive() && System.nanoTime() - start < PATIENCE.toNanos()) {
            Matcher page = PAGE.matcher(Files.readString(out));
            if (page.find()) {
                return URI.create(page.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("it does not start; it said: " + Files.readString(out));
    }

    private List<Taken> write(MonitorClient client) throws IOException, InterruptedException {
        long lifeMillis = (long) (LOST_AT_MOST_SECONDS * 1e3) + 500 + random.nextInt(3_000);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lifeMillis);
        List<Taken> taken = new ArrayList<>();
        while (System.nanoTime() < end) {
            long now = System.currentTimeMillis();
            for (byte[] one : labels) {
                request.add(one, now, 1e8 + random.nextInt(1_000_000));
            }
            int status = client.write(request.packed());
            if (status != NO_CONTENT) {
                throw new IOException("expected 204, found " + status);
            }
            taken.add(new Taken(now, System.nanoTime()));
            requests++;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return taken;
    }

    /** Of some processes: which readings of that life are not there any more? */
    private void ask(MonitorClient client, Life life) throws IOException, InterruptedException {
        for (int process : List.of(0, random.nextInt(PROCESSES), PROCESSES - 1)) {
            Set<Long> known = known(client, process, life.taken());
            for (Taken taken : life.taken()) {
                if (!known.contains(taken.epochMillis())) {
                    double lost = (life.killedNanos() - taken.atNanos()) / 1e9;
                    worstSeconds = Math.max(worstSeconds, lost);
                }
            }
        }
    }

    private static Set<Long> known(MonitorClient client, int process, List<Taken> taken)
            throws IOException, InterruptedException {
        JsonNode rows = client.json("/api/v1/processes?q=" + instance(process)).get("rows");
        Set<Long> known = new HashSet<>();
        if (rows.isEmpty()) {
            return known;
        }
        Instant from = Instant.ofEpochMilli(taken.getFirst().epochMillis());
        Instant to = Instant.ofEpochMilli(taken.getLast().epochMillis() + 1);
        String window = "?signals=rss&points=2000&from=" + from + "&to=" + to;
        String path = "/api/v1/processes/" + rows.get(0).get("id").asInt() + "/series" + window;
        for (JsonNode series : client.json(path).get("series")) {
            series.get("seconds").forEach(at -> known.add(Math.round(at.asDouble() * 1e3)));
        }
        return known;
    }

    private void examine() throws SQLException, IOException {
        String file = "jdbc:sqlite:" + folder.resolve("data/monitor.db");
        try (Connection connection = DriverManager.getConnection(file);
                ResultSet answer =
                        connection.createStatement().executeQuery("PRAGMA integrity_check")) {
            if (!answer.getString(1).equals("ok")) {
                throw new IOException("the store is damaged: " + answer.getString(1));
            }
        }
    }

    private static String instance(int process) {
        return "host-" + (10_000 + process);
    }

    // What it prints is what it is for.
    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
