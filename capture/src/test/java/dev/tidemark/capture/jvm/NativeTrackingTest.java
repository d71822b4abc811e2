package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.NativeMemory;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JVM tells of its memory outside of the heap, when it keeps count. */
class NativeTrackingTest {
    private static final double MIB = 1 << 20;

    @TempDir private Path folder;

    @Test
    void categories_of_jdk_17_are_read() throws IOException {
        NativeMemory memory = NativeTracking.parse(summary(17)).orElseThrow();

        assertThat(memory.categories())
                .hasSize(20)
                .containsEntry("Thread", use(11_566_856, 700_168))
                .containsEntry("Native Memory Tracking", use(84_696, 84_696))
                .containsEntry("Metaspace", use(67_118_944, 141_152));
    }

    @Test
    void categories_of_jdk_25_are_read() throws IOException {
        NativeMemory memory = NativeTracking.parse(summary(25)).orElseThrow();

        assertThat(memory.categories())
                .hasSize(21)
                .containsEntry("Thread", use(11_575_136, 794_464))
                .containsEntry("Class", use(1_073_798_710, 187_958))
                .containsEntry("Shared class space", use(16_777_312, 14_241_888));
    }

    @Test
    void a_jvm_that_keeps_no_count_says_nothing() {
        assertThat(NativeTracking.parse("Native memory tracking is not enabled\n")).isEmpty();
        assertThat(NativeTracking.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "detail"})
    void growth_outside_of_the_heap_gets_the_name_of_what_grew(String tracking) throws Exception {
        try (JvmProcess program = start("-XX:NativeMemoryTracking=" + tracking);
                LiveTarget target = attach(program)) {
            NativeMemory before = target.nativeMemory().orElseThrow();
            program.ask("direct 20");
            program.ask("keep 10");
            List<NativeMemory.Growth> growth = target.nativeMemory().orElseThrow().since(before);

            assertThat(growth.getFirst().category()).isEqualTo("Other");
            assertThat(growth.getFirst().grown().value() / MIB).isBetween(20.0, 21.0);
            assertThat(growth)
                    .extracting(NativeMemory.Growth::category)
                    .doesNotContain("Java Heap");
        }
    }

    @Test
    void a_live_jvm_without_tracking_says_nothing() throws Exception {
        try (JvmProcess program = start("-XX:NativeMemoryTracking=off");
                LiveTarget target = attach(program)) {
            assertThat(target.nativeMemory()).isEmpty();
        }
    }

    private JvmProcess start(String flag) {
        return HeapProgram.start(JvmRuntime.current(), folder, "-Xmx64m", flag);
    }

    private static LiveTarget attach(JvmProcess program) throws Exception {
        return new Jvms(Machine.local(), AttachOptions.defaults()).attach(program.pid(), () -> {});
    }

    private static NativeMemory.Use use(long reserved, long committed) {
        return new NativeMemory.Use(Bytes.of(reserved), Bytes.of(committed));
    }

    /** What a JVM of this version with a small program printed. */
    private static String summary(int version) throws IOException {
        try (InputStream text =
                NativeTrackingTest.class.getResourceAsStream("native-" + version + ".txt")) {
            assertThat(text).isNotNull();
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
