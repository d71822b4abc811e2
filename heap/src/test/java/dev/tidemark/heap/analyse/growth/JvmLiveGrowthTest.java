package dev.tidemark.heap.analyse.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dumps of a real program, on every JVM that is installed: the drawn heaps may be drawn wrong. */
class JvmLiveGrowthTest {
    private static final int EACH_STEP = 500;

    /** Every kind of owner and collection once; each step adds to all, but for what is steady. */
    private static final String PROGRAM =
            """
            import com.sun.management.HotSpotDiagnosticMXBean;
            import java.io.*;
            import java.lang.management.ManagementFactory;
            import java.util.*;
            import java.util.concurrent.*;

            public class Grower {
                static class Session { final byte[] buffer = new byte[64]; }
                static class Job { }
                static class Seen { }
                static class Tracked { }
                static class Registry { final List<Tracked> tracked = new LinkedList<>(); }

                static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();
                static final Map<Session, String> KEPT = new WeakHashMap<>();
                static final Queue<Job> JOBS = new ConcurrentLinkedQueue<>();
                static final Set<UUID> IDS = new HashSet<>();
                static final TreeMap<Long, Date> DATES = new TreeMap<>();
                static final StringBuilder LOG = new StringBuilder();
                static final List<Runnable> LISTENERS = new CopyOnWriteArrayList<>();
                static final ThreadLocal<List<Seen>> LOCAL = ThreadLocal.withInitial(ArrayList::new);
                static final Deque<byte[]> STEADY = new ArrayDeque<>();
                static final ExecutorService POOL = Executors.newFixedThreadPool(2);

                static void step(Registry registry) throws Exception {
                    List<Runnable> listeners = new ArrayList<>();
                    for (int i = 0; i < 500; i++) {
                        SESSIONS.put("session " + SESSIONS.size(), new Session());
                        JOBS.add(new Job());
                        IDS.add(UUID.nameUUIDFromBytes(("id" + IDS.size()).getBytes()));
                        DATES.put((long) DATES.size(), new Date());
                        LOG.append("one more line of the log\\n");
                        registry.tracked.add(new Tracked());
                        Session mine = new Session();
                        listeners.add(() -> mine.buffer[0]++);
                        STEADY.add(new byte[64]);
                        if (STEADY.size() > 500) {
                            STEADY.removeFirst();
                        }
                        POOL.submit(() -> LOCAL.get().add(new Seen())).get();
                    }
                    LISTENERS.addAll(listeners);
                }

                public static void main(String[] arguments) throws Exception {
                    Registry registry = new Registry();
                    step(registry);
                    System.out.println("ready");
                    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        if (line.equals("step")) {
                            step(registry);
                        } else {
                            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                                    .dumpHeap(line, true);
                        }
                        System.out.println("done");
                    }
                    System.exit(0);
                }
            }
            """;

    @TempDir Path folder;

    static Stream<JvmRuntime> runtimes() {
        return JvmRuntime.all().stream();
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void all_that_grows_in_a_real_program_is_named_and_nothing_that_does_not(JvmRuntime runtime)
            throws IOException {
        List<Accumulation> growth = compare(dumps(runtime, 3));

        List<String> growing =
                growth.stream()
                        .filter(found -> found.added().stream().allMatch(n -> n >= EACH_STEP))
                        .map(found -> found.holder() + " > " + found.entry())
                        .toList();
        assertThat(growing)
                .containsExactlyInAnyOrder(
                        "static Grower.SESSIONS : ConcurrentHashMap > [*] : Grower$Session",
                        "static Grower.JOBS : ConcurrentLinkedQueue > [*] : Grower$Job",
                        "static Grower.IDS : HashSet > [*] : UUID",
                        "static Grower.DATES : TreeMap > [*] : Date",
                        "static Grower.LOG : StringBuilder > contents : bytes",
                        "static Grower.LISTENERS : CopyOnWriteArrayList > [*] : Grower$$Lambda",
                        "thread \"pool-1-thread-*\" > thread-local Grower.LOCAL > ArrayList > [*] :"
                                + " Grower$Seen",
                        "thread \"main\" > local in Grower.main (Grower.java:55) : Grower$Registry >"
                                + " tracked : LinkedList > [*] : Grower$Tracked");
    }

    private List<Path> dumps(JvmRuntime runtime, int count) throws IOException {
        Path source = Files.writeString(folder.resolve("Grower.java"), PROGRAM);
        List<Path> dumps = new ArrayList<>();
        try (JvmProcess process =
                runtime.start(source, List.of("-Xmx64m", "-XX:+UseSerialGC", "-Xint"))) {
            for (int i = 0; i < count; i++) {
                dumps.add(folder.resolve(i + ".hprof"));
                process.ask(dumps.getLast().toString());
                process.ask("step");
            }
        }
        return dumps;
    }

    private static List<Accumulation> compare(List<Path> dumps) throws IOException {
        List<HeapGraph> graphs = new ArrayList<>();
        List<Snapshot> snapshots = new ArrayList<>();
        try {
            for (Path dump : dumps) {
                graphs.add(Heaps.open(dump));
                snapshots.add(Heaps.snapshot(graphs.getLast()));
            }
            return Growths.compare(snapshots).accumulations();
        } finally {
            graphs.forEach(HeapGraph::close);
        }
    }
}
