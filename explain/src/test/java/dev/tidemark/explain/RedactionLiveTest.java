package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.Redaction;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.Explanation;
import dev.tidemark.testkit.programs.JvmRuntime;
import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodeProgram;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots of real processes: redacted, they tell no secret and the same leaks. */
class RedactionLiveTest {
    private static final long PATIENCE_SECONDS = 120;

    /** The numbers that the programs hold, as text and in memory. */
    private static final List<Long> NUMBERS =
            List.of(
                    123456787L,
                    1122334455L,
                    73911737L,
                    55667788L,
                    987654321987654321L,
                    1234567890123456789L,
                    4111111111111111L,
                    1600000000123L,
                    0x1122334455667788L,
                    665544332211L,
                    Double.doubleToLongBits(2718.281828459),
                    Double.doubleToLongBits(31415.9265),
                    4242424242L,
                    3999888777L,
                    1234512L,
                    31337042L);

    private static final List<String> DIGITS =
            List.of("271828", "31415926535", "987654321", "1234567.89");

    @TempDir Path folder;

    static List<NodeRuntime> nodes() {
        return NodeRuntime.oldestAndNewest();
    }

    static List<JvmRuntime> jvms() {
        return JvmRuntime.all();
    }

    static List<NodeProgram> leaking() {
        return NodePrograms.leaking().stream().limit(4).toList();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void no_secret_of_a_node_process_is_left(NodeRuntime node) throws Exception {
        Path script = resource("secrets.js");
        for (String numbers : List.of("", "with numbers")) {
            Path plain = folder.resolve("plain" + numbers.length() + ".heapsnapshot");
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    node.executable().toString(),
                                    script.toString(),
                                    plain.toString()));
            if (!numbers.isEmpty()) {
                command.add(numbers);
            }
            run(command);

            assertNothingLeft(plain);
        }
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void no_secret_of_a_jvm_is_left(JvmRuntime jvm) throws Exception {
        Path source = resource("Secrets.java");
        Path plain = folder.resolve("plain.hprof");
        run(List.of(jvm.executable().toString(), source.toString(), plain.toString()));

        assertNothingLeft(plain);
    }

    private void assertNothingLeft(Path plain) throws IOException {
        Path redacted = folder.resolve("redacted");
        assertThat(hits(plain)).as("what is looked for is there").hasSizeGreaterThan(3);

        new Redaction().write(plain, redacted);
        List<String> left = hits(redacted);
        Files.delete(redacted);
        // Four bytes of a number can be there by chance; with two keys they hardly are.
        new Redaction().write(plain, redacted);
        left.retainAll(hits(redacted));
        Files.delete(redacted);

        assertThat(left).isEmpty();
    }

    private static List<String> hits(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        // One character a byte, so that any bytes can be looked for.
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> hits = new ArrayList<>();
        for (Charset charset :
                List.of(
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE)) {
            for (String text : List.of("hush", "alice@")) {
                addIfIn(all, text + " in " + charset, text.getBytes(charset), hits);
            }
        }
        boolean isDump = all.startsWith("JAVA PROFILE");
        for (long number : NUMBERS) {
            for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                boolean isInt = number == (int) number;
                ByteBuffer memory = ByteBuffer.allocate(isInt ? 4 : 8).order(order);
                if (isInt) {
                    memory.putInt((int) number);
                } else {
                    memory.putLong(number);
                }
                if (isDump) {
                    addIfIn(all, number + " in memory", memory.array(), hits);
                }
            }
            if (!isDump) {
                addIfIn(
                        all,
                        number + "",
                        Long.toString(number).getBytes(StandardCharsets.UTF_8),
                        hits);
            }
        }
        if (!isDump) {
            DIGITS.forEach(text -> addIfIn(all, text, text.getBytes(StandardCharsets.UTF_8), hits));
        }
        return hits;
    }

    private static void addIfIn(String all, String what, byte[] wanted, List<String> hits) {
        if (all.contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
            hits.add(what);
        }
    }

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = getClass().getResourceAsStream("/redact/" + name)) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        return file;
    }

    private void run(List<String> command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("output"))).isZero();
    }

    @ParameterizedTest
    @MethodSource("leaking")
    void redacted_snapshots_tell_the_same_leaks(NodeProgram program) throws IOException {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        NodePrograms.unpackTo(folder);
        List<Path> plain = new ArrayList<>();
        List<Path> redacted = new ArrayList<>();
        Redaction redaction = new Redaction();
        try (NodeProcess process = node.get().start(program.mainIn(folder))) {
            for (int i = 0; i < 3; i++) {
                process.step();
                plain.add(process.snapshot(folder.resolve(i + ".heapsnapshot")));
                redacted.add(folder.resolve(i + "-redacted.heapsnapshot"));
                redaction.write(plain.getLast(), redacted.getLast());
            }
        }

        Explanation before = explain(plain);
        Explanation after = explain(redacted);

        assertThat(after.verdict()).isEqualTo(before.verdict());
        assertThat(told(after)).isEqualTo(told(before)).isNotEmpty();
    }

    private static List<String> told(Explanation explanation) {
        return explanation.findings().stream()
                .map(finding ->
                        "%s %s %s %s"
                                .formatted(
                                        finding.fingerprint(),
                                        finding.pattern(),
                                        finding.holder().path(),
                                        finding.accumulates()))
                .toList();
    }

    private static Explanation explain(List<Path> files) throws IOException {
        List<HeapGraph> heaps = new ArrayList<>();
        try {
            for (Path file : files) {
                heaps.add(Heaps.open(file));
            }
            return Explainer.explain(heaps, OptionalLong.empty());
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
