package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.capture.AllocationOptions;
import dev.tidemark.capture.AllocationOptions.What;
import dev.tidemark.capture.AllocationRecording;
import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlightRecordingTest {
    private static final AllocationOptions OPTIONS =
            new AllocationOptions(What.ALLOCATED, 0, false);

    private final Jvms jvms = new Jvms(Machine.local(), AttachOptions.defaults());

    @TempDir private Path folder;

    static List<JvmRuntime> installed() {
        return JvmRuntime.all();
    }

    @ParameterizedTest
    @MethodSource("installed")
    void a_recording_tells_who_allocates_and_who_keeps(JvmRuntime jvm) throws Exception {
        Path file = folder.resolve("a recording.jfr");
        try (JvmProcess program = HeapProgram.start(jvm, folder, "-Xmx64m");
                LiveTarget target = jvms.attach(program.pid(), () -> {});
                AllocationRecording recording = target.recordAllocations(OPTIONS)) {
            program.ask("keep 20");
            program.ask("drop 200");
            recording.finish(file);

            assertThat(program.ask("keep 1")).isEqualTo("done");
        }

        assertThat(events(file)).anyMatch(event -> isMadeHere(event, "Allocation"));
        assertThat(events(file)).anyMatch(event -> isMadeHere(event, "OldObjectSample"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(parts()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("installed")
    void a_recording_of_what_stays_alive_tells_what_holds_it(JvmRuntime jvm) throws Exception {
        Path file = folder.resolve("alive.jfr");
        AllocationOptions alive = new AllocationOptions(What.ALIVE, 0, false);
        try (JvmProcess program = HeapProgram.start(jvm, folder, "-Xmx64m");
                LiveTarget target = jvms.attach(program.pid(), () -> {});
                AllocationRecording recording = target.recordAllocations(alive)) {
            program.ask("keep 20");
            // Old is what was there when another sampled object died.
            program.ask("drop 200");
            recording.finish(file);
        }

        assertThat(events(file))
                .filteredOn(event -> isMadeHere(event, "OldObjectSample"))
                .anyMatch(event -> event.getValue("object.referrer") != null);
    }

    @ParameterizedTest
    @MethodSource("installed")
    void a_recording_that_is_given_up_leaves_no_file_and_allows_the_next(JvmRuntime jvm)
            throws Exception {
        Path file = folder.resolve("second.jfr");
        try (JvmProcess program = HeapProgram.start(jvm, folder, "-Xmx64m");
                LiveTarget target = jvms.attach(program.pid(), () -> {})) {
            target.recordAllocations(OPTIONS).close();

            try (AllocationRecording second = target.recordAllocations(OPTIONS)) {
                program.ask("drop 10");
                second.finish(file);
            }
            assertThat(file).isNotEmptyFile();
            assertThat(parts()).isEmpty();
        }
    }

    private static List<RecordedEvent> events(Path file) throws IOException {
        return RecordingFile.readAllEvents(file);
    }

    private static boolean isMadeHere(RecordedEvent event, String kind) {
        return event.getEventType().getName().contains(kind)
                && event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .anyMatch(frame -> frame.getMethod().getType().getName().equals("Heap"));
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }
}
