package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Virtual threads that wait for what never comes: they cost little each, and are never collected.
 */
final class VirtualThreads implements JvmPattern {
    private static final String VIRTUAL = "java.lang.BaseVirtualThread";

    @Override
    public String id() {
        return "virtual-threads";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return suspect.mostEntries(entry -> suspect.isA(entry, VIRTUAL))
                ? Optional.of(parked(suspect))
                : Optional.empty();
    }

    private static Match parked(JvmSuspect suspect) {
        List<String> evidence = new ArrayList<>();
        Optional<Map.Entry<String, Integer>> place =
                Threads.commonPlace(suspect, suspect.entries());
        place.ifPresent(at ->
                evidence.add(
                        "%d of %d looked at are parked in %s"
                                .formatted(at.getValue(), suspect.entries().size(), at.getKey())));
        evidence.add(
                "the JVM keeps every virtual thread that has not ended, and its stack, which lies in"
                        + " the heap, keeps what its variables refer to");
        return new Match(
                "virtual threads wait and do not end",
                evidence,
                List.of(),
                null,
                Fix.of(
                                "Let every wait have an end%s, and start the threads of an operation in a"
                                                .formatted(
                                                        place.map(at ->
                                                                        ", first that in "
                                                                                + at.getKey())
                                                                .orElse(""))
                                        + " scope that ends them with it.")
                        .before("Thread.startVirtualThread(() -> handle(lines.take()));")
                        .after(
                                """
                                try (var scope = Executors.newVirtualThreadPerTaskExecutor()) {
                                    Future<?> handled = scope.submit(() -> handle(lines.take()));
                                    try {
                                        handled.get(30, TimeUnit.SECONDS);
                                    } finally {
                                        handled.cancel(true);
                                    }
                                }\
                                """)
                        .trap(
                                "A queue that both ends have lost does not free the thread that waits on"
                                        + " it, as it would free a callback: threads are roots, unless"
                                        + " the JVM runs with -Djdk.trackAllThreads=false.")
                        .verify(
                                "jcmd PID Thread.dump_to_file -format=json FILE lists them: as many after"
                                        + " each round of the same work."));
    }
}
