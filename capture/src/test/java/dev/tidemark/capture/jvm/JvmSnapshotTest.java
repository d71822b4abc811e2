package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.capture.SnapshotFileException;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.Bytes;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Heap dumps of live JVMs: whole, private, and nothing left behind when they fail. */
class JvmSnapshotTest {
    private static final double MIB = 1 << 20;

    private final Jvms jvms = new Jvms(Machine.local(), AttachOptions.defaults());

    @TempDir private Path folder;

    static List<JvmRuntime> installed() {
        return JvmRuntime.all();
    }

    @ParameterizedTest
    @MethodSource("installed")
    void a_dump_is_whole_private_and_under_its_name(JvmRuntime jvm) throws Exception {
        Path file = folder.resolve("a dump.hprof");
        try (JvmProcess program = HeapProgram.start(jvm, folder, "-Xmx64m");
                LiveTarget target = attach(program)) {
            program.ask("keep 10");
            TakenSnapshot taken = snapshot(target, file);

            assertThat(taken.file()).isEqualTo(file);
            assertThat(taken.size()).isEqualTo(Bytes.of(Files.size(file)));
            assertThat(taken.size().value() / MIB).isBetween(10.0, 30.0);
            assertThat(taken.heap().value() / MIB).isBetween(10.0, 64.0);
            assertThat(taken.peakRss().value()).isGreaterThan(taken.heap().value());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(beginning(Files.newInputStream(file))).isEqualTo("JAVA PROFILE");
            assertThat(dumps()).containsExactly(file);
            assertThat(program.ask("keep 1")).isEqualTo("done");
        }
    }

    @Test
    void a_name_that_ends_with_gz_gets_a_compressed_dump() throws Exception {
        Path file = folder.resolve("a.hprof.gz");
        try (JvmProcess program = start();
                LiveTarget target = attach(program)) {
            program.ask("keep 10");
            snapshot(target, file);

            assertThat(Files.size(file) / MIB).isLessThan(8);
            assertThat(beginning(new GZIPInputStream(Files.newInputStream(file))))
                    .isEqualTo("JAVA PROFILE");
        }
    }

    @Test
    void an_estimate_says_pause_and_file_and_that_memory_hardly_grows() throws Exception {
        try (JvmProcess program = start();
                LiveTarget target = attach(program)) {
            program.ask("keep 40");

            assertThat(target.snapshotEstimate().heap().value() / MIB).isBetween(40.0, 64.0);
            assertThat(target.snapshotEstimate().file().value() / MIB).isBetween(50.0, 90.0);
            assertThat(target.snapshotEstimate().pause().toMillis()).isBetween(150L, 400L);
            assertThat(target.snapshotEstimate().extraBytes().value() / MIB).isLessThan(5);
        }
    }

    @Test
    void an_older_dump_of_that_name_is_replaced() throws Exception {
        Path file = Files.writeString(folder.resolve("a.hprof"), "old");
        try (JvmProcess program = start();
                LiveTarget target = attach(program)) {
            snapshot(target, file);

            assertThat(beginning(Files.newInputStream(file))).isEqualTo("JAVA PROFILE");
        }
    }

    @Test
    void a_target_that_dies_midway_leaves_no_file() throws Exception {
        try (JvmProcess program = start();
                LiveTarget target = attach(program)) {
            program.ask("sessions 500000");
            SnapshotProgress deadly = (_, _) -> program.process().destroyForcibly();

            assertThatExceptionOfType(TargetLostException.class)
                    .isThrownBy(() ->
                            target.snapshot(
                                    folder.resolve("a.hprof"), SnapshotOptions.defaults(), deadly))
                    .withMessageContaining("jvm:" + program.pid())
                    .withMessageContaining("GC.heap_dump");
            assertThat(dumps()).isEmpty();
        }
    }

    @Test
    void an_interrupted_dump_leaves_no_file_and_the_program_goes_on() throws Exception {
        try (JvmProcess program = start();
                LiveTarget target = attach(program)) {
            program.ask("sessions 500000");
            Thread us = Thread.currentThread();
            SnapshotProgress impatient = (_, _) -> us.interrupt();

            assertThatExceptionOfType(TargetCallException.class)
                    .isThrownBy(() ->
                            target.snapshot(
                                    folder.resolve("a.hprof"),
                                    SnapshotOptions.defaults(),
                                    impatient))
                    .withMessageContaining("interruption");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(program.ask("keep 1")).isEqualTo("done");
            assertThat(dumps()).isEmpty();
        }
    }

    /** What a full disk does, done by a limit on the size of files. */
    @Test
    void a_disk_that_fills_up_is_told_in_the_words_of_the_jvm_and_leaves_no_file()
            throws Exception {
        try (JvmProcess program = start();
                LiveTarget target = attach(program)) {
            program.ask("keep 20");
            String limit = "prlimit --fsize=4000000 --pid " + program.pid();
            assertThat(new ProcessBuilder("sh", "-c", limit).start().waitFor()).isZero();

            assertThatExceptionOfType(SnapshotFileException.class)
                    .isThrownBy(() -> snapshot(target, folder.resolve("a.hprof")))
                    .withMessageContaining("a.hprof")
                    .withMessageContaining("File too large")
                    .withMessageContaining("no file is left behind");
            assertThat(dumps()).isEmpty();
            assertThat(program.ask("keep 1")).isEqualTo("done");
        }
    }

    @Test
    void a_folder_that_is_not_there_is_told_before_the_jvm_is_stopped() throws Exception {
        try (JvmProcess program = start();
                LiveTarget target = attach(program)) {
            assertThatThrownBy(() -> snapshot(target, folder.resolve("none/a.hprof")))
                    .isInstanceOf(SnapshotFileException.class)
                    .hasMessageContaining("no folder");
        }
    }

    @Test
    void a_folder_or_a_device_of_that_name_stays_what_it_is() throws Exception {
        try (JvmProcess program = HeapProgram.start(JvmRuntime.current(), folder, "-Xmx64m");
                LiveTarget target = attach(program)) {
            assertThatThrownBy(() -> snapshot(target, folder))
                    .isInstanceOf(SnapshotFileException.class)
                    .hasMessage(
                            "%s: expected the name of a file, found a folder. Choose another name."
                                    .formatted(folder));
            assertThatThrownBy(() -> snapshot(target, Path.of("/dev/null")))
                    .hasMessageContaining("/dev/null: expected the name of a file, found a device");
            assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        }
    }

    @Test
    void a_disk_too_small_for_the_dump_is_refused_with_what_to_do() {
        DumpSpace small = new DumpSpace(folder, 100 << 20, false);

        assertThatThrownBy(() -> check(small, 95))
                .hasMessageContainingAll(
                        "expected room for about 105 MiB", "found 100 MiB", ".hprof.gz", "--force");
        assertThat(passes(small, 90)).isTrue();
    }

    @Test
    void a_disk_that_is_memory_counts_against_the_limit_of_the_target() {
        DumpSpace memory = new DumpSpace(folder, 1L << 40, true);

        assertThatThrownBy(() -> check(memory, 60))
                .hasMessageContainingAll("a disk for about 66.0 MiB", "which is memory");
        assertThat(passes(memory, 40)).isTrue();
    }

    private static boolean passes(DumpSpace space, int megabytes) {
        try {
            check(space, megabytes);
            return true;
        } catch (SnapshotFileException e) {
            return false;
        }
    }

    private static void check(DumpSpace space, int megabytes) throws SnapshotFileException {
        MemoryRoom room = new MemoryRoom("cgroup /pod", Bytes.of(128 * MIB), Bytes.of(64 * MIB));
        space.check(Path.of("a.hprof"), Bytes.of(megabytes * MIB), 17, room);
    }

    private JvmProcess start() {
        return HeapProgram.start(JvmRuntime.current(), folder, "-Xmx64m", "-XX:+UseSerialGC");
    }

    private LiveTarget attach(JvmProcess program) throws Exception {
        return jvms.attach(program.pid(), () -> {});
    }

    private static TakenSnapshot snapshot(LiveTarget target, Path file) throws Exception {
        return target.snapshot(file, SnapshotOptions.defaults(), SnapshotProgress.NONE);
    }

    private static String beginning(InputStream file) throws IOException {
        try (file) {
            return new String(file.readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }

    private List<Path> dumps() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains(".hprof")).toList();
        }
    }
}
