package dev.tidemark.capture.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.NodeProgram;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.linux.ListeningSockets;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeAttachTest {
    private static final AttachOptions OPTIONS = AttachOptions.defaults();

    private final Targets targets = Targets.local();
    private final ListeningSockets sockets = new ListeningSockets(ProcFs.system());

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void a_process_is_attached_to_by_pid_and_its_inspector_is_closed_again(Path node)
            throws Exception {
        try (NodeProgram program = NodeProgram.start(node, folder, "")) {
            Set<Integer> before = sockets.portsOf(program.pid());

            try (LiveTarget target = targets.attach(Long.toString(program.pid()), OPTIONS)) {
                assertThat(target.process().runtime()).isEqualTo(RuntimeKind.NODE);
                assertThat(target.process().version()).startsWith("v");
                assertThat(sockets.portsOf(program.pid())).hasSize(before.size() + 1);
            }

            Eventually.holds(() -> sockets.portsOf(program.pid()).equals(before));
            assertThat(program.process().isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void samples_agree_with_what_the_process_says_of_itself(Path node) throws Exception {
        String script =
                """
                globalThis.kept = [];
                for (let i = 0; i < 200000; i++) kept.push({ i });
                globalThis.buffer = Buffer.alloc(7_000_000, 1);
                gc();
                console.log('heap ' + JSON.stringify(process.memoryUsage()));
                """;
        try (NodeProgram program = NodeProgram.start(node, folder, script, "--expose-gc");
                LiveTarget target = targets.attach("node:" + program.pid(), OPTIONS)) {
            MemorySample sample = target.sampleAfterGc();

            double used = sample.value(Signal.HEAP_USED).orElseThrow();
            assertThat(used).isBetween(8e6, 40e6);
            assertThat(sample.value(Signal.POST_GC_USED)).hasValue(used);
            assertThat(sample.value(Signal.ARRAY_BUFFERS).orElseThrow()).isBetween(7e6, 9e6);
            double rss = ProcFs.system().status(program.pid()).orElseThrow().rss().value();
            assertThat(sample.value(Signal.RSS).orElseThrow()).isCloseTo(rss, within(0.1 * rss));
            assertThat(sample.value(Signal.START).orElseThrow())
                    .isLessThan(sample.seconds())
                    .isGreaterThan(sample.seconds() - 600);
            assertThat(target.gcActivity().orElseThrow().major()).isPositive();
            assertThat(target.gcActivity().orElseThrow().majorTime()).isPositive();
        }
    }

    @Test
    void a_pid_that_is_not_there_is_told_in_one_line() {
        assertThatExceptionOfType(TargetUnreachableException.class)
                .isThrownBy(() -> targets.attach("4194303", OPTIONS))
                .withMessage(
                        "process 4194303: expected a running process, found none with this pid."
                                + " `tidemark ps` lists what runs here.");
    }

    @Test
    void a_process_that_is_not_node_is_never_signalled() throws IOException {
        Process sleeping = new ProcessBuilder("sleep", "60").start();
        try {
            assertThatExceptionOfType(CaptureException.class)
                    .isThrownBy(() -> targets.attach(Long.toString(sleeping.pid()), OPTIONS))
                    .withMessageContaining("expected Node.js or a JVM, found ");
            assertThatExceptionOfType(CaptureException.class)
                    .isThrownBy(() -> targets.attach("node:" + sleeping.pid(), OPTIONS))
                    .withMessageContaining("none: the signal would kill it");
            assertThat(sleeping.isAlive()).isTrue();
        } finally {
            sleeping.destroyForcibly();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void several_processes_that_share_the_usual_port_are_attached_to_at_once(Path node)
            throws Exception {
        try (NodeProgram first = NodeProgram.startPlain(node, folder);
                NodeProgram second = NodeProgram.startPlain(node, folder);
                LiveTarget one = targets.attach("node:" + first.pid(), OPTIONS);
                LiveTarget other = targets.attach("node:" + second.pid(), OPTIONS)) {
            assertThat(one.sample().value(Signal.HEAP_USED)).isPresent();
            assertThat(other.sample().value(Signal.HEAP_USED)).isPresent();
            assertThat(other.process().pid()).isEqualTo(second.pid());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#one")
    void an_inspector_that_was_moved_is_found_again_by_the_next_who_comes(Path node)
            throws Exception {
        try (NodeProgram program = NodeProgram.startPlain(node, folder);
                LiveTarget _ = targets.attach("node:" + program.pid(), OPTIONS);
                LiveTarget next = Targets.local().attach("node:" + program.pid(), OPTIONS)) {
            assertThat(next.sample().value(Signal.HEAP_USED)).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#one")
    void a_second_process_is_told_who_holds_the_port(Path node) throws Exception {
        int port = FreePort.any();
        String option = "--inspect-port=127.0.0.1:" + port;
        try (NodeProgram first = NodeProgram.start(node, folder, "", option);
                NodeProgram second = NodeProgram.start(node, folder, "", option);
                LiveTarget _ = targets.attach("node:" + first.pid(), OPTIONS)) {
            assertThatExceptionOfType(TargetUnreachableException.class)
                    .isThrownBy(() -> targets.attach("node:" + second.pid(), OPTIONS))
                    .withMessageContaining(
                            "expected port %d free for its inspector, found process %d listening on it"
                                    .formatted(port, first.pid()));
            assertThat(second.process().isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#one")
    void a_program_that_takes_the_signal_for_itself_is_told(Path node) throws Exception {
        String script = "process.on('SIGUSR1', () => console.log('mine'));";
        AttachOptions impatient =
                new AttachOptions(Duration.ofMillis(300), OPTIONS.call(), OPTIONS.silence(), null);
        try (NodeProgram program = NodeProgram.start(node, folder, script)) {
            assertThatExceptionOfType(TargetUnreachableException.class)
                    .isThrownBy(() -> targets.attach("node:" + program.pid(), impatient))
                    .withMessageContaining("found no new port")
                    .withMessageContaining("may handle SIGUSR1 itself");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#all")
    void nothing_is_loaded_in_the_middle_of_what_the_program_does(Path node) throws Exception {
        String script =
                """
                const loaded = () => process.moduleLoadList.join();
                setImmediate(() => {
                  const before = loaded();
                  for (const end = Date.now() + 1500; Date.now() < end; );
                  console.log(loaded() === before ? 'nothing' : loaded());
                });
                """;
        try (NodeProgram program = NodeProgram.start(node, folder, script);
                LiveTarget target = targets.attach("node:" + program.pid(), OPTIONS)) {
            assertThat(program.line()).isEqualTo("nothing");
            assertThat(target.gcActivity()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.capture.NodeBinaries#one")
    void a_program_that_never_comes_back_to_its_event_loop_is_attached_to(Path node)
            throws Exception {
        String script = "setImmediate(() => { for (;;) [].concat([]); });";
        try (NodeProgram program = NodeProgram.start(node, folder, script);
                LiveTarget target = targets.attach("node:" + program.pid(), OPTIONS)) {
            assertThat(target.sample().value(Signal.HEAP_USED)).isPresent();
        }
    }
}
