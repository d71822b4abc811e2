package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.JmxLogin;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.Signal;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import javax.management.remote.JMXServiceURL;
import jdk.jfr.consumer.RecordingFile;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs behind a JMX URL: in the clear, with a login, over TLS. */
class JmxTest {
    private static final AttachOptions OPTIONS = AttachOptions.defaults();
    private static final String CLEAR = "-Dcom.sun.management.jmxremote.ssl=false";
    private static final String OPEN = "-Dcom.sun.management.jmxremote.authenticate=false";

    private final int port = freePort();
    private final String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(port);

    @TempDir private Path folder;

    @Test
    void a_jvm_on_this_machine_is_sampled_collected_and_dumped() throws Exception {
        Path file = folder.resolve("a.hprof");
        try (JvmProcess program = start(CLEAR, OPEN);
                LiveTarget target = Targets.local().attach(url, OPTIONS)) {
            assertThat(target.process().pid()).isEqualTo(program.pid());
            assertThat(target.process().target()).isEqualTo(url);
            assertThat(target.process().title()).isEqualTo("Heap");
            assertThat(target.sampleAfterGc().value(Signal.POST_GC_USED)).isPresent();
            assertThat(target.sample().value(Signal.RSS)).isPresent();

            target.snapshot(file, SnapshotOptions.defaults(), SnapshotProgress.NONE);

            assertThat(Files.size(file)).isGreaterThan(100_000);
            assertThat(program.ask("keep 1")).isEqualTo("done");
        }
    }

    /** Of a JVM elsewhere we know no process; this one plays its part. */
    @Test
    void a_dump_on_another_machine_stays_there() throws Exception {
        Path file = folder.resolve("there.hprof");
        try (JvmProcess program = start(CLEAR, OPEN);
                LiveTarget target = new Jvms(Machine.local(), OPTIONS).connect(url, null, -1)) {
            target.snapshot(file, SnapshotOptions.defaults(), SnapshotProgress.NONE);

            assertThat(target.sample().value(Signal.RSS)).isEmpty();
            assertThat(file).exists();
            assertThat(program.isAlive()).isTrue();
        }
    }

    @Test
    void a_recording_on_another_machine_comes_over_the_connection_and_is_gone_there()
            throws Exception {
        Path file = folder.resolve("there.jfr");
        AllocationOptions all = new AllocationOptions(What.ALLOCATED, 0, false);
        try (JvmProcess program = start(CLEAR, OPEN);
                LiveTarget target = new Jvms(Machine.local(), OPTIONS).connect(url, null, -1)) {
            try (AllocationRecording recording = target.recordAllocations(all)) {
                program.ask("keep 20");
                program.ask("drop 200");
                recording.finish(file);
            }

            assertThat(RecordingFile.readAllEvents(file))
                    .extracting(event -> event.getEventType().getName())
                    .contains("jdk.OldObjectSample");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(recordings()).asInstanceOf(InstanceOfAssertFactories.ARRAY).isEmpty();
        }
    }

    private Object recordings() throws CaptureException, IOException {
        try (JmxConnection jmx = JmxConnection.open(new JMXServiceURL(url), null, url, OPTIONS)) {
            return jmx.read(
                            Names.of("jdk.management.jfr:type=FlightRecorder"),
                            List.of("Recordings"),
                            OPTIONS.call())
                    .getFirst();
        }
    }

    @Test
    void nobody_listening_is_told() {
        assertThatExceptionOfType(TargetUnreachableException.class)
                .isThrownBy(() -> attach(null))
                .withMessageContainingAll(url, "expected a JMX server", "Connection refused");
    }

    @Test
    void a_server_that_asks_for_a_login_lets_in_who_has_one() throws Exception {
        try (JvmProcess program = start(loginFlags())) {
            assertThatExceptionOfType(TargetUnreachableException.class)
                    .isThrownBy(() -> attach(null))
                    .withMessageContainingAll("Credentials required", "Give --user");
            assertThatExceptionOfType(TargetUnreachableException.class)
                    .isThrownBy(() -> attach(new JmxLogin("control", "guess")))
                    .withMessageContainingAll("log in as control", "Invalid username or password");
            try (LiveTarget target = attach(new JmxLogin("control", "secret"))) {
                assertThat(target.sampleAfterGc().value(Signal.POST_GC_USED)).isPresent();
            }
            assertThat(program.isAlive()).isTrue();
        }
    }

    @Test
    void who_may_only_read_can_watch_but_not_collect() throws Exception {
        try (JvmProcess program = start(loginFlags());
                LiveTarget target = attach(new JmxLogin("monitor", "looking"))) {
            assertThat(target.sample().value(Signal.HEAP_USED)).isPresent();
            assertThatExceptionOfType(TargetCallException.class)
                    .isThrownBy(target::sampleAfterGc)
                    .withMessageContaining("Access denied");
            assertThatExceptionOfType(TargetCallException.class)
                    .isThrownBy(() ->
                            target.snapshot(
                                    folder.resolve("heap.hprof"),
                                    SnapshotOptions.defaults(),
                                    SnapshotProgress.NONE))
                    .withMessageContaining("Access denied")
                    .withMessageContaining("readwrite");
            assertThat(folder.resolve("heap.hprof")).doesNotExist();
            assertThat(program.isAlive()).isTrue();
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_with_what_to_do() throws Exception {
        Path keys = folder.resolve("keys");
        String keytool =
                "%s/bin/keytool -genkeypair -alias a -keyalg RSA -keystore %s -storepass changeit"
                                .formatted(JvmRuntime.current().home(), keys)
                        + " -dname CN=127.0.0.1";
        assertThat(new ProcessBuilder("sh", "-c", keytool).start().waitFor()).isZero();
        try (JvmProcess program =
                start(
                        OPEN,
                        "-Dcom.sun.management.jmxremote.registry.ssl=true",
                        "-Djavax.net.ssl.keyStore=" + keys,
                        "-Djavax.net.ssl.keyStorePassword=changeit")) {
            assertThatExceptionOfType(TargetUnreachableException.class)
                    .isThrownBy(() -> attach(null))
                    .withMessageContainingAll("certificate that we trust", "trustStore");
            assertThat(program.isAlive()).isTrue();
        }
    }

    @Test
    void a_jvm_that_ends_is_lost_and_says_so() throws Exception {
        try (JvmProcess program = start(CLEAR, OPEN);
                LiveTarget target = attach(null)) {
            program.process().destroyForcibly().waitFor();

            assertThatExceptionOfType(TargetLostException.class)
                    .isThrownBy(target::sample)
                    .withMessageContaining(url);
        }
    }

    private LiveTarget attach(@Nullable JmxLogin login) throws CaptureException {
        return Targets.local().attach(url, OPTIONS.with(login));
    }

    private JvmProcess start(String... flags) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "-Xmx64m",
                                "-Dcom.sun.management.jmxremote.port=" + port,
                                "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                                "-Djava.rmi.server.hostname=127.0.0.1"));
        all.addAll(List.of(flags));
        return HeapProgram.start(JvmRuntime.current(), folder, all.toArray(String[]::new));
    }

    private String[] loginFlags() throws IOException {
        Path passwords = secret("passwords", "monitor looking\ncontrol secret\n");
        Path access = secret("access", "monitor readonly\ncontrol readwrite\n");
        return new String[] {
            CLEAR,
            "-Dcom.sun.management.jmxremote.password.file=" + passwords,
            "-Dcom.sun.management.jmxremote.access.file=" + access
        };
    }

    /** The JVM refuses to start when others could read its passwords. */
    private Path secret(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
