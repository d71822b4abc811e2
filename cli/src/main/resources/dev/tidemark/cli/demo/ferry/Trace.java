package ferry;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the thread is doing, for the log: the innermost step is the last. */
final class Trace {
    private record Step(String what, long since) {}

    private static final ThreadLocal<Deque<Step>> STEPS = ThreadLocal.withInitial(ArrayDeque::new);

    private Trace() {}

    static void enter(String what) {
        STEPS.get().addLast(new Step("request", System.nanoTime()));
        STEPS.get().addLast(new Step(what, System.nanoTime()));
    }

    static void leave() {
        STEPS.get().removeLast();
    }
}
