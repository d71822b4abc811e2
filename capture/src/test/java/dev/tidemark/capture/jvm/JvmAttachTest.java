package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.find.Candidate;
import dev.tidemark.capture.find.Reach;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways into a JVM, and what stands in the way. */
class JvmAttachTest {
    private static final AttachOptions OPTIONS = AttachOptions.defaults();
    private static final AttachOptions HASTY =
            new AttachOptions(Duration.ofMillis(100), OPTIONS.call(), OPTIONS.silence(), null);

    private final Targets targets = Targets.local();

    @TempDir private Path folder;

    static List<JvmRuntime> installed() {
        return JvmRuntime.all();
    }

    @ParameterizedTest
    @MethodSource("installed")
    void a_plain_pid_and_one_with_its_runtime_mean_the_same(JvmRuntime jvm) throws Exception {
        try (JvmProcess program = start(jvm)) {
            for (String spec : List.of("" + program.pid(), "jvm:" + program.pid())) {
                try (LiveTarget target = targets.attach(spec, OPTIONS)) {
                    assertThat(target.process().runtime()).isEqualTo(RuntimeKind.JVM);
                    assertThat(target.process().version()).startsWith("" + jvm.major());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UsePerfData", "-XX:-UsePerfData"})
    void a_jvm_can_be_attached_to_while_it_starts(String counters) throws Exception {
        List<String> shell = shell("-Xshare:off", "-Xint", counters);
        try (LiveTarget target = targets.start(shell, new ByteArrayOutputStream(), OPTIONS)) {
            assertThat(target.sampleAfterGc().value(Signal.POST_GC_USED)).isPresent();
        }
    }

    /** It waits for its debugger before its start is over: asked now, it would answer nonsense. */
    @Test
    void a_jvm_whose_start_does_not_end_is_told_and_left_alone() throws Exception {
        List<String> waiting =
                command(
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0");
        Process program = new ProcessBuilder(waiting).start();
        try {
            assertThat(program.inputReader().readLine()).startsWith("Listening");

            assertThatExceptionOfType(TargetUnreachableException.class)
                    .isThrownBy(() -> targets.attach("jvm:" + program.pid(), HASTY))
                    .withMessageContainingAll("one that starts still", "debugger");
            assertThat(program.isAlive()).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void a_pid_that_is_not_there_is_told() {
        assertRefused("jvm:999999999", "expected a running process", "tidemark ps");
    }

    @Test
    void a_process_that_is_no_jvm_is_never_signalled() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            assertRefused("jvm:" + sleep.pid(), "expected a JVM, found ", "sleep");
            assertThat(sleep.isAlive()).isTrue();
        } finally {
            sleep.destroy();
        }
    }

    @Test
    void a_jvm_that_refuses_to_be_attached_to_is_told_by_its_flag() throws Exception {
        try (JvmProcess program = start("-XX:+DisableAttachMechanism")) {
            assertRefused(
                    "jvm:" + program.pid(), "-XX:+DisableAttachMechanism", "service:jmx: URL");
            assertThat(candidate(program).reach())
                    .isEqualTo(new Reach.Not("started with -XX:+DisableAttachMechanism"));
        }
    }

    @Test
    void a_jvm_is_listed_with_what_can_be_seen_from_outside() throws Exception {
        try (JvmProcess program = start("-XX:+UseSerialGC", "-Xmx64m")) {
            program.ask("drop 80");
            Candidate found = candidate(program);

            assertThat(found.process().target()).isEqualTo("jvm:" + program.pid());
            assertThat(found.process().title()).isEqualTo("Heap");
            assertThat(found.process().version()).isEqualTo(System.getProperty("java.version"));
            assertThat(found.reach()).isEqualTo(new Reach.ByAttach());
            assertThat(found.heap()).isNotNull();
            assertThat(found.heapLimit()).isNotNull();
        }
    }

    @Test
    void a_jvm_that_keeps_no_counters_is_listed_by_its_program() throws Exception {
        try (JvmProcess program = start("-XX:-UsePerfData")) {
            Candidate found = candidate(program);

            assertThat(found.process().version()).isEqualTo(System.getProperty("java.version"));
            assertThat(found.process().title()).isEqualTo("Heap");
            assertThat(found.heap()).isNull();
            assertThat(found.reach()).isEqualTo(new Reach.ByAttach());
        }
    }

    @Test
    void a_jvm_that_ended_is_lost_and_says_so() throws Exception {
        try (JvmProcess program = start();
                LiveTarget target = targets.attach("jvm:" + program.pid(), OPTIONS)) {
            program.process().destroyForcibly().waitFor();

            assertThatExceptionOfType(TargetLostException.class)
                    .isThrownBy(target::sampleAfterGc)
                    .withMessageContaining("jvm:" + program.pid());
            assertThat(target.attached()).isFalse();
        }
    }

    /** Another user's JVM, seen by root: its dump becomes ours. */
    @Test
    void root_attaches_to_the_jvm_of_another_user() throws Exception {
        assumeTrue(ProcFs.system().ourUser() == 0, "only root can do this");
        letOthersRead();
        Path file = folder.resolve("a.hprof");
        List<String> words = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--clear-groups"));
        words.addAll(command("-Xmx64m"));
        Process program = new ProcessBuilder(words).start();
        try {
            assertThat(program.inputReader().readLine()).isEqualTo("ready");
            try (LiveTarget target = targets.attach("jvm:" + program.pid(), OPTIONS)) {
                target.snapshot(file, SnapshotOptions.defaults(), SnapshotProgress.NONE);
            }
            assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(0);
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        } finally {
            program.destroy();
        }
    }

    /** Its own pids, its own /tmp, its own network. */
    @Test
    void a_jvm_in_a_container_is_reached_through_its_own_files() throws Exception {
        assumeTrue(unshareWorks(), "namespaces cannot be made here");
        Path classes = JvmRuntime.current().compile(HeapProgram.source(folder));
        Path file = folder.resolve("a.hprof");
        String inside =
                "mount -t tmpfs none /tmp && cp -r /proc/self/fd/9/. /tmp && exec %s -Xmx64m -cp /tmp Heap"
                        .formatted(JvmRuntime.current().executable());
        Process container =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "exec 9<%s; exec unshare -p -f -n -m --mount-proc --kill-child sh -c '%s'"
                                        .formatted(classes, inside))
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        try {
            assertThat(container.inputReader().readLine()).isEqualTo("ready");
            long pid = container.children().findFirst().orElseThrow().pid();
            try (LiveTarget target = targets.attach("jvm:" + pid, OPTIONS)) {
                assertThat(target.sampleAfterGc().value(Signal.POST_GC_USED)).isPresent();
                target.snapshot(file, SnapshotOptions.defaults(), SnapshotProgress.NONE);
            }
            assertThat(Files.size(file)).isGreaterThan(100_000);
            try (var left = Files.list(ProcFs.system().seenBy(pid, Path.of("/tmp")))) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .noneMatch(name -> name.startsWith("tidemark"))
                        .noneMatch(name -> name.startsWith(".attach"));
            }
        } finally {
            container.destroy();
        }
    }

    @Test
    void the_jvm_of_a_command_is_found_below_its_shell_and_ends_with_us() throws Exception {
        List<String> shell = shell("-Xmx64m");
        ProcessHandle jvm;
        try (LiveTarget target = targets.start(shell, new ByteArrayOutputStream(), OPTIONS)) {
            jvm = ProcessHandle.of(target.process().pid()).orElseThrow();
            assertThat(target.process().title()).isEqualTo("Heap");
        }
        assertThat(jvm.onExit()).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void a_command_that_starts_no_jvm_is_told() {
        assertThatExceptionOfType(TargetUnreachableException.class)
                .isThrownBy(() ->
                        targets.start(
                                List.of("sh", "-c", "exit 3"),
                                new ByteArrayOutputStream(),
                                OPTIONS))
                .withMessageContainingAll("a JVM, or a Node.js program", "exit code 3");
    }

    private void assertRefused(String spec, String... parts) {
        assertThatExceptionOfType(TargetUnreachableException.class)
                .isThrownBy(() -> targets.attach(spec, OPTIONS))
                .withMessageContainingAll(parts);
    }

    private Candidate candidate(JvmProcess program) {
        return targets.list().stream()
                .filter(found -> found.process().pid() == program.pid())
                .findFirst()
                .orElseThrow();
    }

    private JvmProcess start(String... flags) {
        return HeapProgram.start(JvmRuntime.current(), folder, flags);
    }

    private JvmProcess start(JvmRuntime jvm) {
        return HeapProgram.start(jvm, folder, "-Xmx64m");
    }

    private List<String> command(String... flags) {
        return JvmRuntime.current().command(HeapProgram.source(folder), List.of(flags));
    }

    /** A shell that starts the program and never says anything to it. */
    private List<String> shell(String... flags) {
        return List.of("sh", "-c", "tail -f /dev/null | " + String.join(" ", command(flags)));
    }

    private void letOthersRead() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean unshareWorks() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "-p", "-f", "-n", "-m", "true").start().waitFor() == 0;
    }
}
