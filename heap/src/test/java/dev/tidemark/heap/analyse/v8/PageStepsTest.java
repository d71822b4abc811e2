package dev.tidemark.heap.analyse.v8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths as Chrome 150 has them. */
class PageStepsTest {
    private static final List<Step> HANDLES =
            List.of(new Step("internal", "(GC roots)"), new Step("internal", "(Global handles)"));
    private static final Step CONTEXT = new Step("internal", "system / NativeContext / file://");

    @Test
    void what_hangs_on_the_window_begins_there() {
        assertThat(
                        readable(
                                CONTEXT,
                                new Step("global_object", "Window [JSGlobalObject] / file://"),
                                new Step("orders", "Array")))
                .isEqualTo("window > orders : Array");
    }

    @Test
    void listeners_are_not_told_with_the_tables_of_the_browser() {
        assertThat(
                        readable(
                                CONTEXT,
                                new Step("global_proxy_object", "Window / file://"),
                                new Step("[*]", "blink::EventTargetData"),
                                new Step(
                                        "[*]",
                                        "blink::BasicHeapVector<blink::internal::Kind, Member>"),
                                new Step("[*]", "blink::HeapVectorBacking<Member>")))
                .isEqualTo("window > listeners");
    }

    @Test
    void what_only_the_browser_holds_hangs_on_native_handles() {
        assertThat(readable()).isEqualTo("native handles");
        assertThat(readable(new Step("internal", "MessagePort")))
                .isEqualTo("native handles > internal : MessagePort");
    }

    @Test
    void other_roots_and_contexts_stand_as_they_are() {
        List<Step> strong =
                List.of(new Step("internal", "(GC roots)"), new Step("internal", "(Strong roots)"));

        assertThat(V8Steps.readable(strong).toString())
                .isEqualTo("internal : (GC roots) > internal : (Strong roots)");
        assertThat(readable(CONTEXT, new Step("global_object", "DedicatedWorkerGlobalScope")))
                .startsWith("native handles > internal : system / NativeContext / file://");
    }

    private static String readable(Step... behindHandles) {
        List<Step> steps = new ArrayList<>(HANDLES);
        steps.addAll(List.of(behindHandles));
        return V8Steps.readable(steps).toString();
    }
}
