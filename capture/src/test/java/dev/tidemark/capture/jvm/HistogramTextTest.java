package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.ClassHistogram.Use;
import dev.tidemark.model.Signal;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Live objects by class, from the rows that a JVM prints. */
class HistogramTextTest {
    @TempDir private Path folder;

    static List<JvmRuntime> installed() {
        return JvmRuntime.all();
    }

    @Test
    void rows_are_read_with_names_as_sources_have_them() {
        ClassHistogram histogram =
                HistogramText.parse(
                        """
                         num     #instances         #bytes  class name (module)
                        -------------------------------------------------------
                           1:         22640        1523248  [B (java.base@25.0.3)
                           2:          3000          72000  com.acme.Shop$Order
                           3:            12            960  [[Ljava.lang.Object; (java.base@25.0.3)
                           4:             2             32  [Lcom.acme.Shop$Order;
                        Total         25654        1596240
                        """);

        assertThat(histogram.classes())
                .containsOnly(
                        java.util.Map.entry("byte[]", new Use(22_640, 1_523_248)),
                        java.util.Map.entry("com.acme.Shop$Order", new Use(3000, 72_000)),
                        java.util.Map.entry("java.lang.Object[][]", new Use(12, 960)),
                        java.util.Map.entry("com.acme.Shop$Order[]", new Use(2, 32)));
    }

    @Test
    void classes_that_differ_by_the_run_alone_are_summed_up() {
        ClassHistogram histogram =
                HistogramText.parse(
                        """
                           1:   5   80  com.acme.Bus$$Lambda$14/0x0000000100066840
                           2:   4   64  com.acme.Bus$$Lambda/0x00007f1f2c001000
                           3:   3   48  java.lang.invoke.LambdaForm$MH/0x00007f1f2c002000 (java.base@17)
                           4:   2   32  com.acme.Plugin
                           5:   1   16  com.acme.Plugin
                        """);

        assertThat(histogram.of("com.acme.Bus$$Lambda")).isEqualTo(new Use(9, 144));
        assertThat(histogram.of("java.lang.invoke.LambdaForm$MH")).isEqualTo(new Use(3, 48));
        assertThat(histogram.of("com.acme.Plugin")).isEqualTo(new Use(3, 48));
        assertThat(histogram.of("com.acme.Other")).isEqualTo(new Use(0, 0));
    }

    @ParameterizedTest
    @MethodSource("installed")
    void a_live_jvm_counts_what_it_keeps_after_a_full_collection(JvmRuntime jvm) throws Exception {
        try (JvmProcess program = HeapProgram.start(jvm, folder, "-Xmx128m");
                LiveTarget target =
                        new Jvms(Machine.local(), AttachOptions.defaults())
                                .attach(program.pid(), () -> {})) {
            program.ask("drop 30");
            program.ask("sessions 2500");
            ClassHistogram histogram = target.classHistogram().orElseThrow();

            assertThat(histogram.of("Heap$Session").count()).isEqualTo(2500);
            assertThat(histogram.of("byte[]").bytes()).isLessThan(10 << 20);
            assertThat(target.sample().value(Signal.POST_GC_USED)).isPresent();
        }
    }
}
