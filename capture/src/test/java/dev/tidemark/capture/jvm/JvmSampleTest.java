package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.GcActivity;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a live JVM's memory, whatever collects it. */
class JvmSampleTest {
    private static final double MIB = 1 << 20;
    private static final AttachOptions OPTIONS = AttachOptions.defaults();
    private static final List<String> COLLECTORS =
            List.of("G1", "Serial", "Parallel", "Z", "Shenandoah");

    private final Jvms jvms = new Jvms(Machine.local(), OPTIONS);

    @TempDir private Path folder;

    static List<Arguments> everyCollector() {
        List<Arguments> all = new ArrayList<>();
        for (JvmRuntime jvm : JvmRuntime.all()) {
            for (String collector : COLLECTORS) {
                if (jvm.major() >= 17) {
                    all.add(Arguments.of(jvm, collector));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("everyCollector")
    void the_heap_after_a_full_collection_is_what_is_alive(JvmRuntime jvm, String collector)
            throws Exception {
        try (JvmProcess program = start(jvm, "-XX:+Use" + collector + "GC", "-Xmx256m");
                LiveTarget target = attach(program)) {
            program.ask("keep 40");
            double before = target.sampleAfterGc().value(Signal.POST_GC_USED).orElseThrow();
            program.ask("keep 30");
            program.ask("drop 60");
            MemorySample after = target.sampleAfterGc();

            assertThat(before / MIB).isBetween(40.0, 60.0);
            // Concurrent collectors count what was made while they ran as alive.
            assertThat((after.value(Signal.POST_GC_USED).orElseThrow() - before) / MIB)
                    .isBetween(25.0, 45.0);
            assertThat(after.value(Signal.HEAP_LIMIT).orElseThrow() / MIB).isBetween(240.0, 257.0);
            assertThat(after.value(Signal.FILE_PAGES).orElseThrow())
                    .isBetween(1 * MIB, after.value(Signal.RSS).orElseThrow());
            assertThat(after.value(Signal.NONHEAP_USED)).isPresent();
            assertThat(after.value(Signal.MAJOR_GCS).orElseThrow()).isGreaterThanOrEqualTo(2);
            assertThat(target.gcActivity().map(GcActivity::major).orElseThrow())
                    .isGreaterThanOrEqualTo(2);
        }
    }

    static List<JvmRuntime> installed() {
        return JvmRuntime.all().stream().filter(jvm -> jvm.major() >= 17).toList();
    }

    /** Z without generations maps each page of the heap at three addresses. */
    @ParameterizedTest
    @MethodSource("installed")
    void a_page_of_the_heap_is_resident_once(JvmRuntime jvm) throws Exception {
        try (JvmProcess program = start(jvm, "-XX:+UseZGC", "-Xmx512m");
                LiveTarget target = attach(program)) {
            program.ask("keep 200");
            MemorySample after = target.sampleAfterGc();
            double resident = after.value(Signal.RSS).orElseThrow();

            assertThat(resident / MIB).isGreaterThan(200);
            assertThat((resident - after.value(Signal.HEAP_TOTAL).orElseThrow()) / MIB)
                    .isLessThan(150);
        }
    }

    @Test
    void a_young_collection_says_nothing_of_what_is_alive() throws Exception {
        try (JvmProcess program =
                        start(JvmRuntime.current(), "-XX:+UseSerialGC", "-Xmx64m", "-Xmn8m");
                LiveTarget target = attach(program)) {
            target.sampleAfterGc();
            program.ask("drop 100");
            MemorySample sample = target.sample();

            assertThat(sample.value(Signal.MINOR_GCS).orElseThrow()).isGreaterThan(5);
            assertThat(sample.value(Signal.POST_GC_USED)).isEmpty();
        }
    }

    @Test
    void each_full_collection_of_the_program_itself_is_told_once() throws Exception {
        try (JvmProcess program = start(JvmRuntime.current(), "-XX:+UseSerialGC", "-Xmx64m");
                LiveTarget watched = attach(program);
                LiveTarget other = attach(program)) {
            other.sampleAfterGc();

            assertThat(watched.sample().value(Signal.POST_GC_USED)).isPresent();
            assertThat(watched.sample().value(Signal.POST_GC_USED)).isEmpty();
        }
    }

    @Test
    void direct_buffers_are_told_apart_from_the_heap() throws Exception {
        try (JvmProcess program = start(JvmRuntime.current(), "-Xmx64m");
                LiveTarget target = attach(program)) {
            program.ask("direct 20");

            assertThat(target.sample().value(Signal.DIRECT_USED).orElseThrow() / MIB)
                    .isBetween(20.0, 21.0);
        }
    }

    @Test
    void threads_classes_and_what_describes_them_are_counted() throws Exception {
        try (JvmProcess program = start(JvmRuntime.current(), "-Xmx64m");
                LiveTarget target = attach(program)) {
            double before = target.sample().value(Signal.THREADS).orElseThrow();
            program.ask("threads 50");
            MemorySample sample = target.sample();

            // The JVM's own helpers come and go.
            assertThat(sample.value(Signal.THREADS).orElseThrow() - before).isBetween(45.0, 60.0);
            assertThat(sample.value(Signal.CLASSES).orElseThrow()).isBetween(400.0, 10_000.0);
            assertThat(sample.value(Signal.METASPACE).orElseThrow())
                    .isBetween(100_000.0, sample.value(Signal.NONHEAP_USED).orElseThrow());
            assertThat(sample.value(Signal.MAPPED_USED)).hasValue(0);
        }
    }

    @ParameterizedTest
    @MethodSource("flagsAgainstCollections")
    void a_jvm_that_ignores_requests_to_collect_is_collected_all_the_same(String flag)
            throws Exception {
        try (JvmProcess program = start(JvmRuntime.current(), "-XX:+UseG1GC", "-Xmx128m", flag);
                LiveTarget target = attach(program)) {
            program.ask("drop 60");
            MemorySample sample = target.sampleAfterGc();

            assertThat(sample.value(Signal.MAJOR_GCS).orElseThrow()).isEqualTo(1);
            assertThat(sample.value(Signal.POST_GC_USED).orElseThrow() / MIB).isLessThan(16);
        }
    }

    static List<String> flagsAgainstCollections() {
        return List.of("-XX:+DisableExplicitGC", "-XX:+ExplicitGCInvokesConcurrent");
    }

    @Test
    void a_jvm_without_a_jmx_server_is_read_by_its_counters() throws Exception {
        try (JvmProcess program =
                        start(
                                JvmRuntime.current(),
                                "-XX:+UseSerialGC",
                                "-Xmx64m",
                                "--limit-modules=java.base");
                LiveTarget target = attach(program)) {
            program.ask("keep 10");
            MemorySample sample = target.sampleAfterGc();

            assertThat(sample.value(Signal.POST_GC_USED).orElseThrow() / MIB).isBetween(10.0, 16.0);
            assertThat(target.heapLimit().orElseThrow().value() / MIB).isBetween(60.0, 65.0);
            assertThat(target.gcActivity().orElseThrow().major()).isEqualTo(1);
            assertThat(sample.value(Signal.THREADS).orElseThrow()).isGreaterThan(3);
            assertThat(sample.value(Signal.METASPACE).orElseThrow()).isPositive();
        }
    }

    @Test
    void a_target_says_what_it_is() throws Exception {
        try (JvmProcess program = start(JvmRuntime.current(), "-Xmx64m");
                LiveTarget target = attach(program)) {
            assertThat(target.process().runtime()).isEqualTo(RuntimeKind.JVM);
            assertThat(target.process().target()).isEqualTo("jvm:" + program.pid());
            assertThat(target.process().title()).isEqualTo("Heap");
            assertThat(target.process().version()).isEqualTo(System.getProperty("java.version"));
        }
    }

    @Test
    void the_program_goes_on_after_we_have_detached() throws Exception {
        try (JvmProcess program = start(JvmRuntime.current(), "-Xmx64m")) {
            LiveTarget target = attach(program);
            target.sampleAfterGc();
            target.close();
            target.close();

            assertThat(target.attached()).isFalse();
            assertThat(program.ask("keep 1")).isEqualTo("done");
        }
    }

    private JvmProcess start(JvmRuntime jvm, String... flags) {
        return HeapProgram.start(jvm, folder, flags);
    }

    private LiveTarget attach(JvmProcess program) throws Exception {
        return jvms.attach(program.pid(), () -> {});
    }
}
