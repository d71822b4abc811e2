package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.model.HeapPath.Step;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the embedder's side of a path is called: {@code window} rather than the context among V8's
 * handles that has it, {@code listeners} rather than the browser's tables of them.
 */
final class PageSteps {
    private static final String GLOBAL_HANDLES = "(Global handles)";
    private static final String CONTEXT = "system / NativeContext";
    private static final String LISTENERS = "blink::EventTargetData";

    /** The browser's own collections, as its template classes are named. */
    private static final Pattern COLLECTION =
            Pattern.compile(
                    "(?:blink|cppgc|WTF)::(?:Basic)?Heap(?:Vector|Hash|LinkedHash|Deque).*");

    /** The roots, their handles, a context, and the window that it is the context of. */
    private static final int STEPS_TO_WINDOW = 4;

    private PageSteps() {}

    /**
     * Adds what the first steps mean.
     *
     * @return how many of them that were; 0 when they are to be read as they are
     */
    static int enter(List<Step> steps, List<Step> readable) {
        if (steps.size() < 2 || !steps.get(1).type().equals(GLOBAL_HANDLES)) {
            return 0;
        }
        boolean ofWindow =
                steps.size() >= STEPS_TO_WINDOW
                        && steps.get(2).type().startsWith(CONTEXT)
                        && steps.get(3).type().startsWith("Window");
        readable.add(new Step(ofWindow ? "window" : "native handles", ""));
        return ofWindow ? STEPS_TO_WINDOW : 2;
    }

    /** Whether a step is one of the browser's tables, so that it says nothing to a person. */
    static boolean isInside(Step step) {
        return step.name().equals(PathTrie.ANY) && COLLECTION.matcher(step.type()).matches();
    }

    /** The step with the name that people have for it. */
    static Step named(Step step) {
        return step.type().equals(LISTENERS) ? new Step("listeners", "") : step;
    }
}
