package dev.tidemark.monitor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.Cause;
import dev.tidemark.monitor.alert.MemoryDocuments;
import dev.tidemark.monitor.alert.Mutes;
import dev.tidemark.monitor.alert.TestFleet;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.State;
import dev.tidemark.monitor.evidence.EvidenceItem.Taken;
import dev.tidemark.monitor.evidence.EvidenceItem.Wanted;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.report.JsonReport;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceLiveTest {
    private static final ProcessKey SHOP = TestFleet.process("shop", "1.4", "a");
    private static final String LEDGER =
            """
            import java.util.*;
            public class Ledger {
                record Entry(String text, byte[] page) {}
                static final List<Entry> ENTRIES = new ArrayList<>();
                public static void main(String[] args) throws Exception {
                    System.out.println("ready");
                    Scanner in = new Scanner(System.in);
                    for (int n = 0; in.hasNextLine(); in.nextLine()) {
                        for (int i = 0; i < 2000; i++) {
                            ENTRIES.add(new Entry("booking " + n++, new byte[300]));
                        }
                        System.out.println("done");
                    }
                }
            }
            """;

    @TempDir private Path folder;
    private final TestFleet fleet = new TestFleet();
    private final MemoryDocuments documents = new MemoryDocuments();
    private final List<Double> progress = new CopyOnWriteArrayList<>();
    private final BlockingQueue<EvidenceItem> ended = new LinkedBlockingQueue<>();
    private final Alerts alerts =
            new Alerts(
                    TestFleet.PROMPT,
                    new Mutes(documents, List.of(), fleet::now),
                    documents,
                    fleet::now);
    private @Nullable EvidenceDesk desk;

    @AfterEach
    void close() {
        if (desk != null) {
            desk.close();
        }
    }

    private EvidenceRules rules() {
        return EvidenceRules.usual(folder.resolve("evidence"));
    }

    private static EvidenceRules with(EvidenceRules rules, Duration longestPause, Drain drain) {
        return new EvidenceRules(
                rules.when(),
                true,
                3,
                rules.apart(),
                longestPause,
                rules.every(),
                rules.folder(),
                rules.keep(),
                rules.keepFor(),
                true,
                drain,
                null);
    }

    /**
     * @param work what the process does between two snapshots
     */
    private EvidenceDesk desk(EvidenceRules rules, Runnable work) {
        return desk(rules, work, null);
    }

    private EvidenceDesk desk(EvidenceRules rules, Runnable work, @Nullable Archive archive) {
        Tools tools =
                new Tools(
                        target -> Targets.local().attach(target, AttachOptions.defaults()),
                        (from, to) ->
                                Files.write(
                                        Files.createFile(
                                                to,
                                                PosixFilePermissions.asFileAttribute(
                                                        PosixFilePermissions.fromString(
                                                                "rw-------"))),
                                        Files.readAllBytes(from)),
                        archive,
                        new JsonReport("test"),
                        fleet::now,
                        _ -> work.run());
        EvidenceDesk opened = new EvidenceDesk(rules, documents, fleet, alerts, tools);
        opened.changes(item -> {
            if (item.course() != null) {
                progress.add(item.course().from());
            }
            if (!item.open()) {
                ended.add(item);
            }
        });
        desk = opened;
        return opened;
    }

    private EvidenceItem awaitEnd() throws InterruptedException {
        EvidenceItem item = ended.poll(3, TimeUnit.MINUTES);
        assertThat(item).as("evidence within 3 minutes").isNotNull();
        return item;
    }

    private static String lastCount(EvidenceItem item) {
        return item.captures().reversed().stream()
                .filter(captured -> captured.what() == Taken.HISTOGRAM)
                .map(Captured::text)
                .findFirst()
                .orElseThrow();
    }

    private Alert fire(String target) {
        fleet.target(SHOP, target);
        fleet.set(SHOP, fleet.leaking(Signal.POST_GC_USED));
        alerts.observe(fleet.states());
        fleet.pass(TestFleet.PROMPT.hold());
        alerts.observe(fleet.states());
        return alerts.open().getFirst();
    }

    private NodeProcess node(String program) {
        assumeTrue(NodeRuntime.any().isPresent(), "no Node.js is installed");
        Path programs = NodePrograms.unpackTo(folder.resolve("programs"));
        return NodeRuntime.any()
                .orElseThrow()
                .start(
                        NodePrograms.program(program).mainIn(programs),
                        List.of("--inspect=127.0.0.1:0"),
                        Map.of());
    }

    @Test
    void an_alert_of_a_leaking_node_program_gets_the_name_of_its_holder() throws Exception {
        try (NodeProcess node = node("listeners/leaking")) {
            node.steps(3);
            Alert alert = fire("node:" + node.pid());
            EvidenceDesk evidence = desk(rules(), () -> node.step());
            evidence.look();
            EvidenceItem item = awaitEnd();

            assertThat(item.state()).as(item.text()).isEqualTo(State.DONE);
            assertThat(item.captures())
                    .extracting(Captured::what)
                    .containsExactly(
                            Taken.SNAPSHOT, Taken.SNAPSHOT, Taken.SNAPSHOT, Taken.LIVE_OBJECTS);
            assertThat(item.explanation()).contains("explain/1");
            Alert named = alerts.find(alert.id()).orElseThrow();
            assertThat(holder(named)).as(item.text()).contains("prices");
            assertThat(alerts.open()).hasSize(1);
            keptForUsAlone(evidence, item);
            assertThat(node.isAlive()).isTrue();

            evidence.look();
            assertThat(evidence.items()).hasSize(1);
        }
    }

    private static String holder(Alert alert) {
        Cause cause = alert.cause();
        return cause == null ? "nobody" : cause.holder();
    }

    private static void keptForUsAlone(EvidenceDesk evidence, EvidenceItem item)
            throws IOException {
        for (Captured captured : item.captures()) {
            Path file = evidence.file(Objects.requireNonNull(captured.file()));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
            if (captured.what() == Taken.SNAPSHOT) {
                assertThat(file.getFileName().toString()).startsWith("redacted-");
            }
        }
    }

    @Test
    void an_alert_of_a_leaking_jvm_gets_the_name_of_its_holder() throws Exception {
        Path source = Files.writeString(folder.resolve("Ledger.java"), LEDGER);
        try (JvmProcess jvm = JvmRuntime.current().start(source, List.of("-Xmx128m"))) {
            jvm.ask("work");
            Alert alert = fire("jvm:" + jvm.pid());
            EvidenceDesk evidence =
                    desk(
                            rules(),
                            () -> jvm.ask("work"),
                            (_, _) -> {
                                throw new IOException("the store is away");
                            });
            evidence.look();
            EvidenceItem item = awaitEnd();

            assertThat(item.state()).as(item.text()).isEqualTo(State.DONE);
            assertThat(item.text()).endsWith("; not all was kept: the store is away");
            assertThat(evidence.file(item.id()).toFile().list())
                    .as("what was not redacted is gone")
                    .containsExactlyInAnyOrder("redacted-1.hprof", "allocations.pb.gz");
            assertThat(item.captures())
                    .extracting(Captured::what)
                    .containsExactly(
                            Taken.HISTOGRAM,
                            Taken.SNAPSHOT,
                            Taken.SNAPSHOT,
                            Taken.SNAPSHOT,
                            Taken.HISTOGRAM,
                            Taken.LIVE_OBJECTS);
            assertThat(lastCount(item)).contains("4,000 more Ledger$Entry");
            assertThat(progress)
                    .isSorted()
                    .last()
                    .satisfies(last -> {
                        assertThat(last).isBetween(0.5, 0.9);
                    });
            Alert named = alerts.find(alert.id()).orElseThrow();
            assertThat(holder(named)).as(item.text()).contains("ENTRIES");
        }
    }

    @Test
    void a_process_that_would_stand_still_for_too_long_is_only_counted() throws Exception {
        Path source = Files.writeString(folder.resolve("Ledger.java"), LEDGER);
        try (JvmProcess jvm = JvmRuntime.current().start(source, List.of("-Xmx128m"))) {
            fire("jvm:" + jvm.pid());
            EvidenceRules rules = rules();
            EvidenceDesk evidence =
                    desk(
                            new EvidenceRules(
                                    rules.when(),
                                    true,
                                    3,
                                    rules.apart(),
                                    Duration.ZERO,
                                    rules.every(),
                                    rules.folder(),
                                    rules.keep(),
                                    rules.keepFor(),
                                    true,
                                    null,
                                    null),
                            () -> jvm.ask("work"));
            evidence.look();
            EvidenceItem item = awaitEnd();

            assertThat(item.state()).isEqualTo(State.DONE);
            assertThat(item.text()).startsWith("no snapshot: it would stand still");
            assertThat(item.captures())
                    .extracting(Captured::what)
                    .containsExactly(Taken.HISTOGRAM, Taken.HISTOGRAM, Taken.LIVE_OBJECTS);
            assertThat(lastCount(item)).contains("2,000 more Ledger$Entry");
        }
    }

    @Test
    void an_instance_is_drained_for_a_snapshot_and_gets_its_work_back() throws Exception {
        Path log = folder.resolve("log");
        List<String> line =
                List.of("sh", "-c", "echo $0 $TIDEMARK_SERVICE $TIDEMARK_INSTANCE >> " + log);
        Drain drain =
                new Drain.Command(
                        append(line, "out"), append(line, "back"), Duration.ofSeconds(20));
        try (NodeProcess node = node("clean/ttl-cache")) {
            fleet.target(SHOP, "node:" + node.pid());
            fleet.set(SHOP, TestFleet.steady());
            EvidenceDesk evidence = desk(with(rules(), Duration.ofSeconds(30), drain), () -> {});
            evidence.request(0, Wanted.SNAPSHOT, "ann");
            EvidenceItem first = awaitEnd();
            assertThat(first.state()).as(first.text()).isEqualTo(State.DONE);
            assertThat(Files.readAllLines(log)).containsExactly("out shop a", "back shop a");

            evidence.request(0, Wanted.SNAPSHOT, "ann");
            EvidenceItem second = awaitEnd();
            assertThat(second.state()).as(second.text()).isEqualTo(State.DONE);
            assertThat(second.explanation()).as("compared with the one before").isNotNull();
        }
    }

    private static List<String> append(List<String> words, String word) {
        return Stream.concat(words.stream(), Stream.of(word)).toList();
    }

    @Test
    void an_instance_that_could_not_be_drained_is_left_alone_and_gets_its_work_back()
            throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        HttpServer balancer =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        balancer.createContext(
                "/",
                exchange -> {
                    calls.add(exchange.getRequestURI().toString());
                    int status = exchange.getRequestURI().getPath().equals("/drain") ? 503 : 204;
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        balancer.start();
        URI base = URI.create("http://127.0.0.1:" + balancer.getAddress().getPort());
        Drain drain =
                new Drain.Http(
                        base.resolve("/drain"), base.resolve("/undrain"), Duration.ofSeconds(20));
        try (NodeProcess node = node("clean/ttl-cache")) {
            fleet.target(SHOP, "node:" + node.pid());
            fleet.set(SHOP, TestFleet.steady());
            desk(with(rules(), Duration.ofSeconds(30), drain), () -> {})
                    .request(0, Wanted.SNAPSHOT, "ann");
            EvidenceItem item = awaitEnd();

            assertThat(item.state()).isEqualTo(State.FAILED);
            assertThat(item.text()).isEqualTo("127.0.0.1 answered with status 503");
            assertThat(item.captures()).isEmpty();
            String query = "service=shop&build=1.4&instance=a&pid=" + node.pid();
            assertThat(calls).containsExactly("/drain?" + query, "/undrain?" + query);
        } finally {
            balancer.stop(0);
        }
    }

    @Test
    void a_process_that_is_known_by_numbers_alone_cannot_be_asked() {
        fleet.set(SHOP, TestFleet.steady());
        EvidenceDesk evidence = desk(rules(), () -> {});

        assertThat(evidence.offer(0).impossible()).isEqualTo("its memory is known only by numbers");
        assertThatThrownBy(() -> evidence.request(0, Wanted.COUNTS, "ann"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("its memory is known only by numbers");
    }

    @Test
    void a_target_that_is_gone_is_said_to_be() throws Exception {
        fleet.target(SHOP, "jvm:999999999");
        fleet.set(SHOP, TestFleet.steady());
        desk(rules(), () -> {}).request(0, Wanted.COUNTS, "ann");
        EvidenceItem item = awaitEnd();

        assertThat(item.state()).isEqualTo(State.FAILED);
        assertThat(item.text()).contains("999999999");
    }

    @Test
    void the_oldest_goes_first_but_nothing_of_an_open_alert() throws Exception {
        EvidenceRules small = rules();
        small =
                new EvidenceRules(
                        small.when(),
                        true,
                        3,
                        small.apart(),
                        small.longestPause(),
                        small.every(),
                        small.folder(),
                        Bytes.of(250),
                        small.keepFor(),
                        true,
                        null,
                        null);
        Alert alert = fire("node:1");
        EvidenceFolder files = new EvidenceFolder(small.folder());
        EvidenceItems items = new EvidenceItems(documents, files, fleet::now, true);
        for (int i = 0; i < 5; i++) {
            fleet.pass(Duration.ofMinutes(1));
            String id = "e-" + i;
            Path file = Files.writeString(files.of(id).resolve("1.heapsnapshot"), "x".repeat(100));
            Captured captured =
                    new Captured(Taken.SNAPSHOT, fleet.now(), "", files.name(file), 100, 0, null);
            items.put(
                    EvidenceItem.waiting(
                                    id,
                                    0,
                                    SHOP,
                                    i == 0 ? alert.id() : null,
                                    "ann",
                                    Wanted.SNAPSHOT,
                                    fleet.now())
                            .with(captured)
                            .ended(State.DONE, "", fleet.now()));
        }
        items.prune(small, alerts);

        assertThat(new EvidenceItems(documents, files, fleet::now, true).all())
                .extracting(EvidenceItem::id)
                .containsExactly("e-4", "e-3", "e-0");
        assertThat(small.folder().toFile().list()).containsExactlyInAnyOrder("e-4", "e-3", "e-0");
    }

    @Test
    void what_was_under_way_when_the_monitor_ended_has_failed() {
        EvidenceFolder files = new EvidenceFolder(rules().folder());
        EvidenceItems items = new EvidenceItems(documents, files, fleet::now, true);
        items.put(
                EvidenceItem.waiting("e-1", 0, SHOP, null, "ann", Wanted.COUNTS, fleet.now())
                        .now(State.CAPTURING, "attaches", null));

        EvidenceItem left = new EvidenceItems(documents, files, fleet::now, true).all().getFirst();
        assertThat(left.state()).isEqualTo(State.FAILED);
        assertThat(left.text()).isEqualTo("the monitor ended meanwhile");
    }
}
