package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Class loaders that cannot go because one object of theirs, or a thread, is still known to the
 * rest of the program: with each stay all its classes and their static fields.
 */
final class ClassLoaders implements JvmPattern {
    private static final String LOADER = "java.lang.ClassLoader";
    private static final String THREAD = "java.lang.Thread";

    /** Fewer loaders of one class than this are plug-ins that look alike. */
    private static final int FEW = 3;

    @Override
    public String id() {
        return "class-loaders";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        Set<Integer> loaders = new HashSet<>();
        Set<String> classes = new HashSet<>();
        for (int entry : suspect.entries()) {
            OptionalInt loader = loader(suspect, entry);
            loader.ifPresent(loaders::add);
            classes.add(ClassNames.stable(suspect.className(entry)));
        }
        // Entries of as many classes as there are loaders are not one class loaded again.
        return loaders.size() < FEW || classes.size() > loaders.size() / 2
                ? Optional.empty()
                : Optional.of(match(suspect, loaders.iterator().next()));
    }

    /** The loader that an entry is, that made its class, or that its thread works with. */
    private static OptionalInt loader(JvmSuspect suspect, int entry) {
        if (suspect.isA(entry, LOADER)) {
            return OptionalInt.of(entry);
        }
        OptionalInt type = suspect.heap().typeOfClass(entry);
        OptionalInt own = suspect.heap().loaderOf(type.orElse(suspect.heap().typeOf(entry)));
        return own.isEmpty() && suspect.isA(entry, THREAD)
                ? suspect.follow(entry, "contextClassLoader")
                : own;
    }

    private static Match match(JvmSuspect suspect, int loader) {
        String type = suspect.className(loader);
        String shortType = ClassNames.spoken(type);
        List<Integer> alive = suspect.instances(type);
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "%d loaders of type %s are alive, each with its own copy of %s"
                        .formatted(alive.size(), shortType, copies(suspect, loader)));
        evidence.add(keeper(suspect));
        return new Match(
                "%s keeps a %s alive with each entry, and all its classes"
                        .formatted(suspect.holderName(), shortType),
                evidence,
                List.of("the memory of the classes themselves lies in metaspace, not in the heap"),
                null,
                new Fix(
                        "Undo on stop what the loaded code did on start: remove its listeners,"
                                + " drivers and hooks, end its threads (or give them the host's"
                                + " context class loader), empty its thread-locals; then close the"
                                + " loader.",
                        """
                        void stop() throws IOException {
                            registry.remove(hook);            // whatever start() registered
                            worker.interrupt();               // and every thread that it started
                            loader.close();
                        }\
                        """));
    }

    /** The classes of one loader, by the first few of their names. */
    private static String copies(JvmSuspect suspect, int loader) {
        List<String> names = new ArrayList<>();
        for (int type = 0; type < suspect.heap().typeCount(); type++) {
            OptionalInt by = suspect.heap().loaderOf(type);
            String name = suspect.heap().typeName(type);
            if (by.isPresent() && by.getAsInt() == loader && !ClassNames.isLambda(name)) {
                names.add(ClassNames.spoken(name));
            }
        }
        names.sort(null);
        return names.size() > 2
                ? "%s, %s and %d more".formatted(names.get(0), names.get(1), names.size() - 2)
                : String.join(" and ", names);
    }

    private static String keeper(JvmSuspect suspect) {
        int entry = suspect.entries().getLast();
        String type = ClassNames.spoken(suspect.className(entry));
        if (suspect.isA(entry, THREAD)) {
            return "each is kept by a live thread that was started for it, a " + type;
        }
        return suspect.isA(entry, LOADER)
                ? "the loaders themselves are kept"
                : "one object keeps its class, the class its loader, the loader all its classes:"
                        + " here a "
                        + type;
    }
}
