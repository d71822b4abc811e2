package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.heap.graph.JvmHeap.Frame;
import dev.tidemark.heap.graph.JvmHeap.JvmThread;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What threads run, and where they are. */
final class Threads {
    static final String THREAD = "java.lang.Thread";

    /** What a thread of a pool runs. */
    static final String POOL_WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";

    private Threads() {}

    /** What a thread runs: it keeps that in its holder; up to Java 18 in itself. */
    static OptionalInt task(JvmSuspect suspect, int thread) {
        OptionalInt task = suspect.follow(thread, "holder", "task");
        return task.isPresent() ? task : suspect.follow(thread, "target");
    }

    /** The thread with its stack; empty for one that has not started, or has ended. */
    static Optional<JvmThread> of(JvmSuspect suspect, int thread) {
        return suspect.heap().threads().stream().filter(one -> one.object() == thread).findFirst();
    }

    /** The innermost call of the program's own; of the JDK if there is no other. */
    static String place(JvmThread thread) {
        return thread.frames().stream()
                .filter(frame -> !isOfRuntime(frame.className()))
                .findFirst()
                .or(() -> thread.frames().stream().findFirst())
                .map(Threads::text)
                .orElse("no Java code");
    }

    /** Where most of the threads are, and how many those are; empty when no stack is known. */
    static Optional<Map.Entry<String, Integer>> commonPlace(
            JvmSuspect suspect, List<Integer> threads) {
        Map<String, Integer> counts = new HashMap<>();
        for (int thread : threads) {
            of(suspect, thread)
                    .filter(one -> !one.frames().isEmpty())
                    .ifPresent(one -> counts.merge(place(one), 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(
                                        Map.Entry.comparingByKey(Comparator.reverseOrder())));
    }

    private static boolean isOfRuntime(String className) {
        return className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || ClassNames.isLambda(className);
    }

    private static String text(Frame frame) {
        String method = ClassNames.spoken(frame.className()) + "." + frame.method();
        return frame.file() == null || frame.line() <= 0
                ? method
                : "%s (%s:%d)".formatted(method, frame.file(), frame.line());
    }
}
