package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.model.HeapPath;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.List;

/** Turns the steps of a JVM's paths into what they mean. */
final class JvmSteps {
    static final String THREAD_LOCAL = "thread-local ";
    private static final String CAPTURED = "val$";
    private static final String LAMBDA_ARGUMENT = "arg$";

    private JvmSteps() {}

    static HeapPath readable(List<Step> steps, JvmThreads threads) {
        List<Step> readable = new ArrayList<>();
        int held = JvmBoundary.heldObject(steps);
        if (held > 0) {
            readable.add(
                    new Step(
                            "object %s (held by %s.%s)"
                                    .formatted(
                                            steps.get(held).type(),
                                            steps.get(held - 1).type(),
                                            steps.get(held).name()),
                            ""));
        }
        for (Step step : steps.subList(held > 0 ? held + 1 : 0, steps.size())) {
            String name = threads.readable(step.name());
            if (name.startsWith(THREAD_LOCAL)) {
                // The variable is the holder's name; what it holds is a step of its own.
                readable.add(new Step(name, ""));
                readable.add(new Step(step.type(), ""));
            } else if (name.startsWith(CAPTURED)) {
                readable.add(
                        new Step("captures " + name.substring(CAPTURED.length()), step.type()));
            } else if (name.startsWith(LAMBDA_ARGUMENT)) {
                readable.add(new Step("captures " + name, step.type()));
            } else {
                readable.add(new Step(name, step.type()));
            }
        }
        return new HeapPath(readable);
    }
}
