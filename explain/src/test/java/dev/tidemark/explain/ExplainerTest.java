package dev.tidemark.explain;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.testkit.JsArray;
import dev.tidemark.testkit.JsEmitter;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.JsModule;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.V8NodeType;
import dev.tidemark.testkit.V8Object;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final int OPERATIONS = 100;
    private static final int MANY_OPERATIONS = 2000;

    private final NodeHeap process = nodeHeap();
    private final JsModule module = process.module("/app/sessions.js");

    @Test
    void a_map_that_only_grows_is_named_with_its_module_and_variable() {
        JsMap sessions = process.map();
        module.variable("sessions", sessions);

        Explanation explanation =
                Series.explain(
                        process,
                        3,
                        OPERATIONS,
                        i -> sessions.put("sid-" + i, process.instance("Session", 64)));

        assertThat(explanation.verdict()).isEqualTo(Verdict.LEAKING);
        Finding finding = explanation.findings().getFirst();
        assertThat(finding.holder().path().toString())
                .isEqualTo("module sessions.js > sessions : Map");
        assertThat(finding.pattern()).isEqualTo("unbounded-collection");
        assertThat(finding.accumulates().type()).isEqualTo("Session");
        assertThat(finding.accumulates().counts()).containsExactly(100L, 200L, 300L);
        assertThat(finding.growth().perOperation()).isNotNull();
    }

    @Test
    void a_map_that_stopped_growing_is_no_leak_and_is_listed_as_settled() {
        JsMap templates = process.map();
        module.variable("templates", templates);

        Explanation explanation =
                Series.explain(
                        process,
                        4,
                        OPERATIONS,
                        i -> {
                            if (i < 3 * OPERATIONS) {
                                templates.put("t-" + i, process.instance("Template", 64));
                            }
                        });

        assertThat(explanation.verdict()).isEqualTo(Verdict.NONE);
        assertThat(explanation.notLeaks())
                .singleElement()
                .satisfies(
                        notLeak -> assertThat(notLeak.why()).isEqualTo("settled at 300 entries"));
    }

    @Test
    void a_list_by_a_field_of_its_own_is_told_by_the_field_that_holds_its_first() {
        V8Object editor = process.instance("Editor", 40);
        module.variable("editor", editor);
        AtomicReference<V8Object> last = new AtomicReference<>(process.instance("Command", 40));

        Finding finding =
                finding(i -> {
                    V8Object command = process.instance("Command", 40);
                    command.property("previous", last.getAndSet(command));
                    editor.drop("last").property("last", command);
                });

        assertThat(finding.pattern()).isEqualTo("unbounded-collection");
        assertThat(finding.title()).isEqualTo("the linked list editor.last only grows");
        assertThat(finding.accumulates().type()).isEqualTo("Command");
        assertThat(finding.fix().after()).contains("last = last.previous");
    }

    @Test
    void a_text_that_is_added_to_is_told_by_the_property_that_holds_it() {
        V8Object metrics = process.instance("Metrics", 40);
        module.variable("metrics", metrics);
        AtomicReference<V8Object> trace = new AtomicReference<>(process.string("trace"));

        Finding finding =
                finding(i -> {
                    V8Object text =
                            process.heap()
                                    .node(
                                            V8NodeType.CONCATENATED_STRING,
                                            "(concatenated string)",
                                            32)
                                    .internal("second", process.string("step " + i));
                    text.internal("first", trace.getAndSet(text));
                    metrics.drop("trace").property("trace", text);
                });

        assertThat(finding.pattern()).isEqualTo("built-strings");
        assertThat(finding.title()).isEqualTo("the text metrics.trace becomes longer and longer");
    }

    private Finding finding(IntConsumer operation) {
        Explanation explanation = Series.explain(process, 3, OPERATIONS, operation);
        assertThat(explanation.verdict()).isEqualTo(Verdict.LEAKING);
        return explanation.findings().getFirst();
    }

    @Test
    void an_array_whose_elements_are_only_replaced_is_not_mentioned() {
        JsArray recent = process.array();
        module.variable("recent", recent);

        Explanation explanation =
                Series.explain(
                        process,
                        3,
                        OPERATIONS,
                        i -> {
                            if (i >= 50) {
                                recent.shift();
                            }
                            recent.push(process.instance("Entry", 64));
                        });

        assertThat(explanation.verdict()).isEqualTo(Verdict.NONE);
        assertThat(explanation.findings()).isEmpty();
    }

    @Test
    void a_table_of_numbers_that_found_its_size_late_is_not_mentioned_beside_a_leak() {
        JsMap sessions = process.map();
        JsArray latencies = process.array();
        module.variable("sessions", sessions).variable("latencies", latencies.pushNumbers(300));

        Explanation explanation =
                Series.explain(
                        process,
                        3,
                        OPERATIONS,
                        i -> {
                            sessions.put("sid-" + i, process.instance("Session", 4096));
                            latencies.pushNumbers(i == 2 * OPERATIONS ? 200 : 0);
                        });

        assertThat(explanation.findings())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.accumulates().type()).isEqualTo("Session"));
    }

    @Test
    void a_queue_that_was_longer_once_in_thousands_of_operations_is_no_suspicion() {
        JsArray incoming = process.array();
        module.variable("incoming", incoming.pushNumbers(300));
        int late = 2 * MANY_OPERATIONS;

        Explanation explanation =
                Series.explain(
                        process,
                        3,
                        MANY_OPERATIONS,
                        i -> incoming.pushNumbers(i == late ? 152 : 0));

        assertThat(explanation.verdict()).isEqualTo(Verdict.NONE);
        assertThat(explanation.notLeaks())
                .singleElement()
                .satisfies(notLeak ->
                        assertThat(notLeak.why())
                                .startsWith("grew by 0, then ")
                                .endsWith(" slots, too few for what was done"));
    }

    @Test
    void numbers_without_an_end_are_found_by_the_table_that_holds_them() {
        JsArray latencies = process.array();
        module.variable("latencies", latencies);

        Explanation explanation =
                Series.explain(process, 3, OPERATIONS, i -> latencies.pushNumbers(100));

        assertThat(explanation.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.holder().path().toString())
                                .isEqualTo("module sessions.js > latencies : Array"));
    }

    @Test
    void a_listener_never_removed_is_named_with_its_emitter_and_event() {
        JsEmitter bus = process.emitter();
        module.variable("bus", bus);
        var onChange = module.function("onChange", 39, 20);

        Explanation explanation =
                Series.explain(
                        process,
                        3,
                        OPERATIONS,
                        i -> bus.on("change", onChange.closure(process.scope(module.scope()))));

        Finding finding = explanation.findings().getFirst();
        assertThat(finding.pattern()).isEqualTo("event-listeners");
        assertThat(finding.holder().path().toString())
                .isEqualTo("module sessions.js > bus : EventEmitter > listeners(\"change\")");
        assertThat(finding.allocationSite())
                .isEqualTo(
                        new AllocationSite(
                                "onChange", new SourceLocation("/app/sessions.js", 40, 21)));
    }

    @Test
    void timers_of_one_delay_belong_to_their_list_and_not_to_whoever_holds_one_of_them() {
        module.variable(
                "check",
                process.setInterval(module.function("checkConnections", 3, 1).closure(), 30_000));

        var save = module.function("save", 9, 5);

        Explanation explanation =
                Series.explain(
                        process, 3, OPERATIONS, i -> process.setInterval(save.closure(), 30_000));

        assertThat(explanation.verdict()).isEqualTo(Verdict.LEAKING);
        assertThat(explanation.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.holder().path().toString())
                                // The drawn heap does not name Node's module for timers.
                                .contains("timerListMap")
                                .doesNotContain("check"));
    }
}
