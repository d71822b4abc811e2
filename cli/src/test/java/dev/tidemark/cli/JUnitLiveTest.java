package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.programs.JvmRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests with {@code @NoLeak}, run by JUnit in a JVM of their own that Tidemark examines. */
@Execution(ExecutionMode.CONCURRENT)
class JUnitLiveTest {
    private static final int JDK_OF_TESTS = 17;
    private static final long PATIENCE_SECONDS = 600;

    /** Runs the test method that it is told, and prints what became of it. */
    private static final String TESTS =
            """
            import dev.tidemark.junit.Leaks;
            import dev.tidemark.junit.NoLeak;
            import java.util.ArrayList;
            import java.util.List;
            import org.junit.jupiter.api.Test;
            import org.junit.platform.engine.discovery.DiscoverySelectors;
            import org.junit.platform.launcher.LauncherDiscoveryRequest;
            import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
            import org.junit.platform.launcher.core.LauncherFactory;
            import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

            public class Orders {
                static final List<int[]> OPEN = new ArrayList<>();

                @NoLeak(budget = "3m")
                @Test
                void are_never_closed() {
                    OPEN.add(new int[4]);
                }

                @NoLeak(budget = "3m")
                @Test
                void are_closed() {
                    OPEN.add(new int[4]);
                    OPEN.clear();
                }

                @Test
                void are_asserted() {
                    Leaks.assertNone("orders", () -> OPEN.add(new int[4]));
                }

                public static void main(String[] arguments) {
                    LauncherDiscoveryRequest request =
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectMethod(Orders.class, arguments[0]))
                                    .build();
                    SummaryGeneratingListener listener = new SummaryGeneratingListener();
                    LauncherFactory.create().execute(request, listener);
                    System.out.println("succeeded " + listener.getSummary().getTestsSucceededCount());
                    listener.getSummary().getFailures().forEach(failure ->
                            System.out.println(failure.getException()));
                }
            }
            """;

    @TempDir private Path folder;

    @Test
    void a_test_that_leaks_fails_with_its_holder() throws Exception {
        assertThat(run("are_never_closed")).contains("succeeded 0", "Orders.OPEN");
    }

    @Test
    void a_test_that_does_not_leak_passes() throws Exception {
        assertThat(run("are_closed")).isEqualTo("succeeded 1\n");
    }

    @Test
    void a_leak_within_a_test_fails_it_under_the_name_that_was_given() throws Exception {
        assertThat(run("are_asserted")).contains("succeeded 0", "orders", "Orders.OPEN");
    }

    /** What the JVM with the test method prints. */
    private String run(String method) throws IOException, InterruptedException {
        String classPath = System.getProperty("java.class.path");
        Path source = Files.writeString(folder.resolve("Orders.java"), TESTS);
        Path log = folder.resolve("log.txt");
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(
                                        null,
                                        null,
                                        null,
                                        "--release=" + JDK_OF_TESTS,
                                        "-proc:none",
                                        "-cp",
                                        classPath,
                                        "-d",
                                        folder.toString(),
                                        source.toString()))
                .isZero();
        List<String> command = new ArrayList<>();
        command.add(
                JvmRuntime.of(JDK_OF_TESTS).orElseGet(JvmRuntime::current).executable().toString());
        command.addAll(List.of("-Xmx128m", "-Dtidemark=" + launcher(classPath)));
        command.addAll(List.of("-cp", folder + ":" + classPath, "Orders", method));
        Process tests =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(tests.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            tests.destroyForcibly();
        }
        return Files.readString(log);
    }

    /** A program that is Tidemark as it was compiled, for the JDK of this test. */
    private Path launcher(String classPath) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path launcher =
                Files.writeString(
                        folder.resolve("tidemark"),
                        """
                        #!/bin/sh
                        exec '%s' --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' dev.tidemark.cli.Main "$@"
                        """
                                .formatted(java, classPath));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        return launcher;
    }
}
