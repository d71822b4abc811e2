package dev.tidemark.profile.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.AllocationSites;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.EntryPoint;
import dev.tidemark.profile.FunctionRow;
import dev.tidemark.profile.FunctionTable;
import dev.tidemark.profile.Measure;
import dev.tidemark.testkit.CorruptFiles;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that Node.js itself writes. */
class NodeProfilesTest {
    private static final String PROGRAM =
            """
            const EventEmitter = require('events');
            const bus = new EventEmitter();
            globalThis.kept = [bus];
            bus.on('order', function onOrder(i) {
              kept.push(new Array(100).fill(i));
            });
            for (let i = 0; i < 20000; i++) bus.emit('order', i);
            """;

    /** Tracks its own allocations. Writing the chunks comes after what is looked at. */
    private static final String TRACKED =
            """
            const { Session } = require('inspector');
            const fs = require('fs');
            class Pair { constructor(a, b) { this.a = a; this.b = b; } }
            globalThis.kept = [];
            function makePairs(n) {
              for (let i = 0; i < n; i++) {
                const pair = new Pair(i, i);
                if (i % 4 === 0) kept.push(pair);
              }
            }
            const session = new Session();
            session.connect();
            session.post('HeapProfiler.enable');
            session.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
            makePairs(1000);
            const out = fs.openSync(process.argv[2], 'w');
            session.on('HeapProfiler.addHeapSnapshotChunk', m => fs.writeSync(out, m.params.chunk));
            session.post('HeapProfiler.stopTrackingHeapObjects', {}, () => fs.closeSync(out));
            """;

    @TempDir private Path folder;

    @BeforeAll
    static void requireNode() {
        assumeTrue(NodeRuntime.any().isPresent(), "no Node.js is installed");
    }

    static List<NodeRuntime> nodes() {
        return NodeRuntime.all();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void the_file_of_heap_prof_names_the_listener_whose_arrays_survive(NodeRuntime node)
            throws Exception {
        Path program = Files.writeString(folder.resolve("orders.js"), PROGRAM);
        run(
                node,
                // Compiled code inlines functions, and V8 then books them on their callers.
                "--jitless",
                "--heap-prof",
                "--heap-prof-interval=8192",
                "--heap-prof-dir=" + folder,
                program.toString());

        AllocationProfile profile = ProfileFiles.read(written(".heapprofile"));

        assertThat(profile.measures()).containsExactly(Measure.ALIVE);
        AllocationSites.Site site = AllocationSites.of(profile, Measure.ALIVE).getFirst();
        assertThat(site.function().name()).isEqualTo("onOrder");
        assertThat(site.function().location().file()).isEqualTo(program.toString());
        assertThat(site.function().location().line()).isEqualTo(4);
        assertThat(site.entry()).contains(EntryPoint.EVENT_LISTENER);
        // 800 bytes of elements each.
        assertThat((double) site.alive().bytes()).isBetween(0.7 * 16e6, 1.8 * 16e6);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void tracked_allocations_are_exact_and_tell_who_lives(NodeRuntime node) throws Exception {
        Path program = Files.writeString(folder.resolve("pairs.js"), TRACKED);
        Path snapshot = folder.resolve("tracked.heapsnapshot");
        // Node 24 and 26 forget now and then who allocated what compaction moves.
        run(
                node,
                "--no-incremental-marking",
                "--no-compact",
                program.toString(),
                snapshot.toString());

        AllocationProfile profile = ProfileFiles.read(snapshot);

        assertThat(profile.coverage(Measure.ALLOCATED).scale()).isEqualTo(Coverage.Scale.EXACT);
        FunctionRow pairs =
                FunctionTable.of(profile).stream()
                        .filter(row -> row.function().name().equals("makePairs"))
                        .findFirst()
                        .orElseThrow();
        assertThat(pairs.function().location().line()).isEqualTo(5);
        // A few more: the function's own code and feedback.
        assertThat(pairs.allocated().self().count()).isBetween(1000L, 1060L);
        assertThat(pairs.alive().self().count()).isBetween(250L, 310L);
        assertThat(pairs.allocated().total().bytes()).isGreaterThan(pairs.alive().total().bytes());
    }

    @Test
    void a_tracked_snapshot_that_is_cut_or_changed_is_read_or_refused() throws Exception {
        NodeRuntime node = NodeRuntime.any().orElseThrow();
        Path program = Files.writeString(folder.resolve("pairs.js"), TRACKED);
        Path snapshot = folder.resolve("tracked.heapsnapshot");
        run(node, program.toString(), snapshot.toString());
        byte[] sound = Files.readAllBytes(snapshot);
        CorruptFiles files = CorruptFiles.of(sound);

        Path broken = folder.resolve("broken");
        for (int i = 0; i < 10; i++) {
            Files.write(broken, files.cutAt((int) ((long) sound.length * i / 10)).bytes());
            assertThatThrownBy(() -> ProfileFiles.read(broken))
                    .isInstanceOf(ProfileFormatException.class)
                    .hasMessageStartingWith(broken + ": ");
            readOrRefused(Files.write(broken, files.flipped(i).bytes()));
        }
    }

    private static void readOrRefused(Path file) throws IOException {
        try {
            ProfileFiles.read(file);
        } catch (ProfileFormatException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    private Path written(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
        }
    }

    private void run(NodeRuntime node, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(node.executable().toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("node.log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
