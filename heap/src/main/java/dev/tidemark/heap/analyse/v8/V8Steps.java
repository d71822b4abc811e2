package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the steps that V8 takes into what they mean: {@code _events > config} is {@code
 * listeners("config")}, a closure's scope and a variable in it is {@code captures x}, a list of
 * timers is the delay.
 */
final class V8Steps {
    static final String CONTEXT = "scope";
    static final String BLOCK_VARIABLE = "block variable";
    static final String HIDDEN = "internal";

    private V8Steps() {}

    static HeapPath readable(List<Step> steps) {
        List<Step> readable = new ArrayList<>();
        for (int i = PageSteps.enter(steps, readable); i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean last = i == steps.size() - 1;
            if (step.name().equals("_events") && !last) {
                i = addListeners(steps, i + 1, readable);
            } else if (step.type().equals(CONTEXT)) {
                if (last) {
                    readable.add(new Step("captured variables", ""));
                } else if (!steps.get(i + 1).type().equals(CONTEXT)) {
                    Step variable = steps.get(++i);
                    add(readable, new Step("captures " + variable.name(), variable.type()));
                }
            } else {
                add(readable, step);
            }
        }
        return new HeapPath(readable);
    }

    private static int addListeners(List<Step> steps, int at, List<Step> readable) {
        Step event = steps.get(at);
        String name = event.name().equals(PathTrie.ANY) ? "[*]" : "\"" + event.name() + "\"";
        readable.add(new Step("listeners(" + name + ")", ""));
        if (event.type().startsWith("function")) {
            readable.add(new Step(PathTrie.ANY, event.type()));
        }
        return at;
    }

    private static void add(List<Step> readable, Step step) {
        boolean inTimers = step.type().equals("Timeout") && isTimerList(readable);
        if (inTimers || step.type().equals("TimersList") || PageSteps.isInside(step)) {
            return;
        }
        if (step.name().equals("_onTimeout")) {
            readable.add(new Step(step.type(), ""));
            return;
        }
        boolean function = step.type().startsWith("function") && step.name().equals("[*]");
        readable.add(function ? new Step(PathTrie.ANY, step.type()) : PageSteps.named(step));
    }

    private static boolean isTimerList(List<Step> readable) {
        return readable.size() == 2 && readable.getFirst().name().equals("timers");
    }
}
