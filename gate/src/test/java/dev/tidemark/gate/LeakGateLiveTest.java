package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.model.Finding;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.report.GateReport.Outcome;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios in real Node.js. */
class LeakGateLiveTest {
    /** Time enough for a machine that is busy with other tests. */
    private static final GateOptions PATIENT =
            new GateOptions(Duration.ofMinutes(3), Duration.ofSeconds(60), 1, 1e-4);

    @TempDir private Path folder;

    @Test
    void one_small_object_in_ten_operations_is_a_leak_and_its_array_is_named() throws Exception {
        GateResult result =
                gate(
                        """
                        const kept = [];
                        export function iteration(n) {
                          if (n % 10 === 0) kept.push({ n });
                        }
                        """,
                        PATIENT);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.FAIL);
        assertThat(result.findings()).hasSize(1);
        Finding finding = result.findings().getFirst();
        assertThat(finding.holder().path().toString()).endsWith("scenario.mjs > kept : Array");
        assertThat(perOperation(finding)).isBetween(0.099, 0.101);
    }

    @Test
    void a_linked_list_that_gets_a_new_head_is_a_leak() throws Exception {
        GateResult result =
                gate(
                        """
                        class Link { constructor(n, next) { this.n = n; this.next = next; } }
                        let head = null;
                        export function iteration(n) { head = new Link({ n }, head); }
                        """,
                        PATIENT);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().getFirst().holder().path().toString())
                .endsWith("scenario.mjs > head : Link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const kept = new Set(); export function iteration(n) { kept.add(1e6 + 7 * n); }",
                "const kept = []; export function iteration(n) { kept.push(n & 1023); }"
            })
    void numbers_that_are_collected_leave_no_objects_and_are_a_leak_all_the_same(String scenario)
            throws Exception {
        GateResult result = gate(scenario, PATIENT);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.FAIL);
        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().getFirst().holder().path().toString())
                .contains("scenario.mjs > kept : ");
    }

    @Test
    void numbers_that_are_kept_up_to_a_bound_are_no_leak() throws Exception {
        GateResult result =
                gate(
                        """
                        const recent = new Set();
                        const times = [];
                        export function iteration(n) {
                          recent.add(n);
                          if (recent.size > 9000) recent.delete(recent.values().next().value);
                          times.push(n);
                          if (times.length === 7000) times.length = 0;
                        }
                        """,
                        PATIENT);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export function iteration() {}",
                "export const iteration = async (n) => { /* later: leak(n); */ };",
                "export default { async iteration() { await null; } };",
                "export const iteration = () => Promise.resolve();",
            })
    void a_scenario_that_does_nothing_is_no_pass(String scenario) {
        assertThatThrownBy(() -> gate(scenario, PATIENT))
                .isInstanceOf(ScenarioException.class)
                .hasMessageEndingWith(
                        "scenario.mjs: expected an operation to examine, found iteration() that does"
                                + " nothing. Call in it what may leak.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const seen = new Set(); export const iteration = () => seen.add(1);",
                "let made; const one = () => made ??= {}; export function iteration() { one(); }",
                "let sum = 0; export const iteration = (n) => { sum += n };",
            })
    void a_scenario_that_does_very_little_is_examined(String scenario) throws Exception {
        GateOptions short_ =
                new GateOptions(Duration.ofMillis(10), Duration.ofSeconds(60), 1, 1e-4);

        assertThat(gate(scenario, short_).iterations()).isPositive();
    }

    private static double perOperation(Finding finding) {
        Finding.PerOperation each = finding.growth().perOperation();
        return each == null ? 0 : each.count();
    }

    @Test
    void a_cache_that_fills_for_thousands_of_operations_passes() throws Exception {
        GateResult result =
                gate(
                        """
                        const cache = new Map();
                        export async function iteration(n) {
                          cache.set(n, { n });
                          if (cache.size > 4000) cache.delete(cache.keys().next().value);
                          await null;
                        }
                        """,
                        PATIENT);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.PASS);
        assertThat(result.findings()).isEmpty();
        assertThat(result.iterations()).isGreaterThan(4000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    export const iteration = 7;               | to export a function iteration(), and exports iteration
                    export function iteration( {}             | SyntaxError
                    export async function setup() { await nothing; } export function iteration(n) { String(n); } | nothing is not defined (scenario.mjs:1)
                    export function iteration(n) { if (n > 20) throw new Error('no user ' + n); } | Error: no user 21 (scenario.mjs:1)
                    export async function iteration(n) { if (n > 20) await new Promise(() => {}); } | within 6 s, found no end
                    export function iteration(n) { if (n > 20) process.exit(0); } | it ended its process with exit code 0
                    setImmediate(() => { throw new Error('no port'); }); export const iteration = (n) => [n]; | Error: no port (scenario.mjs:1)
                    export function iteration(n) { if (n > 20) process.kill(process.pid, 'SIGKILL'); } | the end of its process
                    """)
    void a_scenario_that_cannot_be_used_is_an_error_that_says_why(String scenario, String why) {
        GateOptions options =
                new GateOptions(Duration.ofMinutes(3), Duration.ofSeconds(6), 1, 1e-4);

        assertThatThrownBy(() -> gate(scenario, options))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("scenario.mjs: expected ")
                .hasMessageContaining(why);
    }

    @Test
    void a_class_that_is_not_there_is_told_by_its_name() throws Exception {
        GateOptions options =
                new GateOptions(Duration.ofMinutes(3), Duration.ofSeconds(60), 1, 1e-4);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Scenario missing = new Scenario.JvmClass("com.acme.Missing", ".", List.of(java.toString()));

        assertThatThrownBy(() -> gate(missing, options))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("com.acme.Missing: expected a scenario that can be set up")
                .hasMessageContaining("ClassNotFoundException");
    }

    @Test
    void a_budget_that_is_too_small_is_undecided_and_never_a_pass() throws Exception {
        GateOptions small = new GateOptions(Duration.ofMillis(10), Duration.ofSeconds(60), 1, 1e-4);

        GateResult result = gate("export const iteration = (n) => [n].map(String);", small);

        assertThat(result.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(result.because().getFirst()).contains("--budget gives it more");
    }

    private GateResult gate(String scenario, GateOptions options) throws Exception {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        Path file = Files.writeString(folder.resolve("scenario.mjs"), scenario);
        return gate(new Scenario.NodeModule(file, node.get().executable().toString()), options);
    }

    private GateResult gate(Scenario scenario, GateOptions options) throws Exception {
        Path snapshots = Files.createDirectory(folder.resolve("snapshots"));
        return new LeakGate(
                        options,
                        SourceResolver.NONE,
                        new Silence(),
                        OutputStream.nullOutputStream())
                .examine(scenario, snapshots);
    }
}
