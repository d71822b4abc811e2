package dev.tidemark.capture.v8;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.capture.NodeBinaries;
import dev.tidemark.capture.NodeProgram;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.model.Bytes;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Prints what snapshots of real processes cost beside what we estimate: the figures in {@link
 * SnapshotCost} come from here. Not a test; run its main with the megabytes of heap as argument.
 */
final class MeasureSnapshotCost {
    private static final List<String> KINDS =
            List.of("small", "mix", "large strings", "medium strings", "numbers", "buffers");
    private static final String GROW =
            """
            const kind = 'KIND', target = MEGABYTES * 1048576, kept = globalThis.kept = [];
            const { randomBytes } = require('node:crypto');
            const text = (n) => randomBytes(n / 2).toString('hex');
            const steps = {
              'small': () => { for (let i = 0; i < 20000; i++) kept.push({ id: i + 0.5, n: { a: i } }); },
              'mix': () => { for (let i = 0; i < 2000; i++) kept.push({ id: 's' + i + Math.random(),
                user: { name: 'n' + i, roles: ['a', 'b'] }, cb: () => i, m: new Map([[i, {}]]) }); },
              'large strings': () => { for (let i = 0; i < 5; i++) kept.push(text(1000000)); },
              'medium strings': () => { for (let i = 0; i < 500; i++) kept.push(text(2000)); },
              'numbers': () => { for (let i = 0; i < 20; i++) {
                const a = []; for (let j = 0; j < 5000; j++) a.push(j * 1.5); kept.push(a); } },
              'buffers': () => { for (let i = 0; i < 2000; i++) kept.push(Buffer.alloc(100)); },
            };
            while (process.memoryUsage().heapUsed < target) steps[kind]();
            """;

    private MeasureSnapshotCost() {}

    /** Takes about ten minutes for 100 MB. */
    public static void main(String[] arguments) throws Exception {
        int megabytes = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("tidemark-measure");
        System.out.println(
                "node, heap, MB used | objects real, guessed, at most, counted (s) | pause real,"
                        + " expected | extra MB real, expected, at worst | file MB real, expected");
        for (Path node : NodeBinaries.all()) {
            for (String kind : KINDS) {
                String script = GROW.replace("KIND", kind).replace("MEGABYTES", "" + megabytes);
                try (NodeProgram program =
                        NodeProgram.start(node, folder, script, "--inspect=127.0.0.1:0")) {
                    measure(program, kind, folder, System.out);
                }
            }
        }
    }

    private static void measure(NodeProgram program, String kind, Path folder, PrintStream out)
            throws Exception {
        String notice = Files.readString(folder.resolve("stderr.txt"));
        URI socket = URI.create(notice.replaceAll("(?s).*(ws://\\S+).*", "$1"));
        Path file = folder.resolve("measured.heapsnapshot");
        AttachOptions options = AttachOptions.defaults();
        V8Connection how = V8Connection.toOpen(program.pid(), socket, kind);
        try (V8Target target = V8Target.attach(how, Machine.local(), options)) {
            target.sampleAfterGc();
            SnapshotEstimate guess = target.snapshotEstimate();
            long start = System.nanoTime();
            long counted = count(socket);
            Duration counting = Duration.ofNanos(System.nanoTime() - start);
            target.sampleAfterGc();
            double rss = ProcFs.system().status(program.pid()).orElseThrow().rss().value();
            TakenSnapshot taken =
                    target.snapshot(
                            file, SnapshotOptions.defaults().forced(), SnapshotProgress.NONE);
            SnapshotEstimate exact = estimate(target, guess, counted, large(socket));
            out.printf(
                    Locale.ROOT,
                    "%s, %s, %.0f | %d, %d, %.1f B each, %d (%.1f) | %.1f, %.1f | %.0f, %.0f, %.0f |"
                            + " %.0f, %.0f%n",
                    target.process().version(),
                    kind,
                    taken.heap().value() / 1e6,
                    taken.objects(),
                    guess.objects(),
                    taken.heap().value() / taken.objects(),
                    counted,
                    counting.toMillis() / 1e3,
                    taken.pause().toMillis() / 1e3,
                    exact.pause().toMillis() / 1e3,
                    (taken.peakRss().value() - rss) / 1e6,
                    exact.extraBytes().value() / 1e6,
                    exact.extraBytesAtWorst().value() / 1e6,
                    taken.size().value() / 1e6,
                    exact.file().value() / 1e6);
        }
    }

    private static long count(URI socket) throws Exception {
        try (InspectorConnection connection =
                InspectorConnection.open(socket, "counted", Duration.ofSeconds(10))) {
            return ObjectCount.of(connection.main(), Duration.ofMinutes(2));
        }
    }

    private static long large(URI socket) throws Exception {
        Duration patience = Duration.ofSeconds(10);
        try (InspectorConnection connection = InspectorConnection.open(socket, "large", patience)) {
            NodeProbe probe = NodeProbe.install(connection.main(), patience);
            long bytes = probe.largeObjectBytes();
            probe.remove();
            return bytes;
        }
    }

    private static SnapshotEstimate estimate(
            V8Target target, SnapshotEstimate guess, long counted, long large) {
        String version = String.valueOf(target.process().version());
        int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
        SnapshotCost.Heap heap =
                new SnapshotCost.Heap(
                        (long) guess.heap().value(), large, Bytes.of(0), MemoryRoom.unknown());
        return SnapshotCost.ofNode(major)
                .estimate(heap, counted, counted, SnapshotEstimate.CountSource.COUNTED);
    }
}
