package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.explain.patterns.Suspect;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.model.Finding.Fix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Classes that a program makes as it runs and gives to a loader that stays, such as its own: a
 * class goes only when its loader does.
 */
final class GeneratedClasses implements JvmPattern {
    private static final String LOADER = "java.lang.ClassLoader";

    /** Fewer classes whose names differ by numbers only are written so. */
    private static final int MANY = 20;

    /** So many of what the loader got must be of one kind. */
    private static final double MOST = 0.5;

    /** Classes of one loader whose names differ by numbers only. */
    private record Family(String name, long size) {}

    @Override
    public String id() {
        return "generated-classes";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return family(suspect).map(family -> match(suspect, family));
    }

    @Override
    public String entryType(Suspect suspect) {
        return suspect.snapshot().graph() instanceof JvmHeap heap
                ? family(new JvmSuspect(suspect, heap))
                        .map(family -> "class " + family.name())
                        .orElse(suspect.accumulation().entryType())
                : suspect.accumulation().entryType();
    }

    private static Optional<Family> family(JvmSuspect suspect) {
        List<Integer> holders = suspect.accumulation().holders();
        if (holders.size() != 1 || !suspect.isA(holders.getFirst(), LOADER)) {
            return Optional.empty();
        }
        List<Long> counts = suspect.accumulation().counts();
        long added = counts.getLast() - counts.getFirst();
        return largestFamily(suspect.heap(), holders.getFirst())
                .filter(family -> family.size() >= Math.max(MANY, MOST * added));
    }

    private static Optional<Family> largestFamily(JvmHeap heap, int loader) {
        Map<String, Long> sizes = new HashMap<>();
        for (int type = 0; type < heap.typeCount(); type++) {
            OptionalInt by = heap.loaderOf(type);
            if (by.isPresent() && by.getAsInt() == loader) {
                sizes.merge(
                        ClassNames.stable(heap.typeName(type)).replaceAll("\\d+", "*"),
                        1L,
                        Long::sum);
            }
        }
        return sizes.entrySet().stream()
                .map(entry -> new Family(entry.getKey(), entry.getValue()))
                .max(Comparator.comparingLong(Family::size).thenComparing(Family::name));
    }

    private static Match match(JvmSuspect suspect, Family family) {
        String loader =
                ClassNames.spoken(suspect.className(suspect.accumulation().holders().getFirst()));
        return new Match(
                "classes are made again and again, and %s keeps all of them".formatted(loader),
                List.of(
                        "%d of its classes are called %s".formatted(family.size(), family.name()),
                        "a class goes only together with its loader, and this one stays"),
                List.of("the memory of the classes themselves lies in metaspace, not in the heap"),
                null,
                Fix.of(
                                "Make each class once and keep it by what it was made from, in a cache with a"
                                        + " bound; or make hidden classes, which go when nothing refers to"
                                        + " them; or give the classes of an operation a loader that goes with"
                                        + " it.")
                        .before("Class<?> made = lookup.defineClass(bytes);")
                        .after(
                                """
                                Class<?> made = byText.computeIfAbsent(text, // a map with a bound
                                        unused -> lookup.defineHiddenClass(bytes, true).lookupClass());\
                                """)
                        .trap(
                                "A hidden class that is made with ClassOption.STRONG stays with its loader as"
                                        + " any other; and -XX:MaxMetaspaceSize only turns the leak into an"
                                        + " OutOfMemoryError.")
                        .verify(
                                "jcmd PID VM.classloader_stats: %s has as many classes after each round of the same work."
                                        .formatted(loader)));
    }
}
