package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.Finding;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.report.GateReport.Outcome;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios in a JVM of their own. */
class JvmGateLiveTest {
    private static final GateOptions PATIENT =
            new GateOptions(Duration.ofMinutes(3), Duration.ofSeconds(60), 1, 1e-4);

    @TempDir private Path folder;

    /** Keeps an object of forty bytes in ten operations. */
    static final class OneInTen {
        private static final List<long[]> KEPT = new ArrayList<>();
        private int n;

        void iteration() {
            if (n++ % 10 == 0) {
                KEPT.add(new long[3]);
            }
        }
    }

    /** Keeps what belongs to the instance, which only our runner holds. */
    static final class OwnField {
        private final Map<Integer, long[]> kept = new LinkedHashMap<>();

        void iteration() {
            kept.put(kept.size(), new long[3]);
        }
    }

    /** Is full after 4,000 operations. */
    static final class FillingCache {
        private final Map<Integer, String> cache = new LinkedHashMap<>();
        private int n;

        void iteration() {
            cache.put(n, "entry " + n++);
            if (cache.size() > 4000) {
                cache.remove(cache.keySet().iterator().next());
            }
        }
    }

    /** Does nothing. */
    static final class Empty {
        void iteration() {}
    }

    @Test
    void one_small_object_in_ten_operations_is_a_leak_and_its_list_is_named() throws Exception {
        GateResult result = gate(OneInTen.class);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.FAIL);
        Finding finding = result.findings().getFirst();
        assertThat(finding.holder().path().toString()).contains("OneInTen.KEPT : ArrayList");
    }

    @Test
    void what_only_the_scenario_holds_is_named_without_our_runner() throws Exception {
        GateResult result = gate(OwnField.class);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().getFirst().holder().path().toString())
                .startsWith("scenario : ")
                .endsWith("OwnField > kept : LinkedHashMap");
    }

    @Test
    void a_cache_that_fills_for_thousands_of_operations_passes() throws Exception {
        GateResult result = gate(FillingCache.class);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_class_that_does_nothing_is_no_pass() {
        assertThatThrownBy(() -> gate(Empty.class))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("found iteration() that does nothing");
    }

    private GateResult gate(Class<?> scenario) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Scenario inJvm =
                new Scenario.JvmClass(
                        scenario.getName(),
                        System.getProperty("java.class.path"),
                        List.of(java.toString()));
        Path snapshots = Files.createDirectory(folder.resolve("snapshots"));
        return new LeakGate(
                        PATIENT,
                        SourceResolver.NONE,
                        new Silence(),
                        OutputStream.nullOutputStream())
                .examine(inJvm, snapshots);
    }
}
