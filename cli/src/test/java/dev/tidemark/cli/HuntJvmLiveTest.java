package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job on a JVM that does its own work, which nobody counts. */
class HuntJvmLiveTest {
    private static final String LEAK =
            """
            import java.util.ArrayList;
            import java.util.List;

            public class Orders {
                static final class Order {
                    final long number;
                    final String text;

                    Order(long number) {
                        this.number = number;
                        this.text = "order " + number;
                    }
                }

                static final List<Order> ARCHIVE = new ArrayList<>();

                public static void main(String[] arguments) throws Exception {
                    System.out.println("ready");
                    long last = System.nanoTime();
                    // Four for each millisecond, however busy the machine is, snapshots apart.
                    for (long number = 0; ; Thread.sleep(5)) {
                        long now = System.nanoTime();
                        long due = number + Math.min(now - last, 100_000_000) / 250_000;
                        for (last = now; number < due; number++) {
                            ARCHIVE.add(new Order(number));
                        }
                    }
                }
            }
            """;

    /** Flight Recorder samples when a thread needs a new buffer to allocate from. */
    private static final List<String> OFTEN_SAMPLED =
            List.of("-Xmx128m", "-XX:TLABSize=16k", "-XX:-ResizeTLAB");

    @TempDir private Path folder;

    static List<JvmRuntime> installed() {
        return JvmRuntime.all();
    }

    @ParameterizedTest
    @MethodSource("installed")
    void a_leak_of_a_jvm_that_we_start_is_named_with_its_line_and_its_dumps_are_kept(JvmRuntime jvm)
            throws Exception {
        Path kept = folder.resolve("kept");
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "hunt",
                                "--json",
                                "--no-report",
                                "--interval",
                                "4s",
                                "--keep",
                                kept.toString(),
                                "--"));
        words.addAll(jvm.command(source(), OFTEN_SAMPLED));

        Cli.Result result = new Cli(folder).run(words.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(1);
        int firstHolder = result.out().indexOf("\"holder\":{\"path\":\"");
        assertThat(result.out().substring(firstHolder, firstHolder + 100))
                .contains("static Orders.ARCHIVE");
        assertThat(result.out())
                .contains(
                        "Orders$Order",
                        "\"made at Orders.main (Orders.java:" + line("ARCHIVE.add(") + "), by ")
                .contains(
                        "\"allocationSite\":{\"function\":\"Orders.main\",\"file\":\"Orders.java\",\"line\":"
                                + line("ARCHIVE.add(")
                                + "}")
                .contains("\"added to by Orders.main (Orders.java:" + line("ARCHIVE.add(") + ")\"")
                .contains(
                        "\"source\":{\"file\":\"Orders.java\",\"line\":"
                                + line("ARCHIVE = new")
                                + ",");
        try (Stream<Path> files = Files.list(kept)) {
            assertThat(files.toList())
                    .hasSizeBetween(3, 5)
                    .allSatisfy(file -> {
                        assertThat(file.toString()).endsWith(".hprof");
                        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
                    });
        }
    }

    @Test
    void a_jvm_is_listed_watched_and_dumped_and_goes_on() throws Exception {
        Cli tidemark = new Cli(folder);
        try (JvmProcess program =
                JvmRuntime.current().start(source(), List.of("-Xmx128m", "-XX:+UseSerialGC"))) {
            String target = "jvm:" + program.pid();
            assertThat(tidemark.run("ps").out().lines())
                    .anySatisfy(line -> assertThat(line).startsWith(target).contains("attach"));

            Cli.Result watched =
                    tidemark.run(
                            "watch", "--gc", "--interval", "200ms", "--duration", "1s", target);
            assertThat(watched.exitCode()).as(watched.err()).isZero();
            assertThat(watched.out()).contains("heap after full GC", "resident memory", "VERDICT");

            Cli.Result full =
                    tidemark.run("watch", "--duration", "1s", "--record", "/dev/full", target);
            assertThat(full.exitCode()).isEqualTo(3);
            assertThat(full.err()).contains("/dev/full: expected to write all samples");

            Cli.Result dumped = tidemark.run("snapshot", "-o", "a.hprof", target);
            assertThat(dumped.exitCode()).as(dumped.err()).isZero();
            Cli.Result summary = tidemark.run("summary", "a.hprof");
            assertThat(summary.exitCode()).as(summary.err()).isZero();
            assertThat(summary.out()).contains("Orders$Order");
            assertThat(program.isAlive()).isTrue();
        }
    }

    /** Of the program that has these words. */
    private static long line(String words) {
        return LEAK.lines().takeWhile(line -> !line.contains(words)).count() + 1;
    }

    private Path source() throws IOException {
        return Files.writeString(folder.resolve("Orders.java"), LEAK);
    }
}
