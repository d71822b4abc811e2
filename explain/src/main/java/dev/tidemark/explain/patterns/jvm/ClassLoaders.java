package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.HeapPath.Step;
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
    private static final String CONTEXT_LOADER = "contextClassLoader";

    /** A loader is a field of an entry, or a field of one of its fields. */
    private static final int NEAR = 32;

    /** Fewer loaders of one class than this are plug-ins that look alike. */
    private static final int FEW = 3;

    @Override
    public String id() {
        return "class-loaders";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        OptionalInt loader = tellingLoader(suspect);
        return loader.isPresent()
                ? Optional.of(match(suspect, loader.getAsInt()))
                : Optional.empty();
    }

    /**
     * {@code class loader com.acme.PluginLoader (37 alive) < static com.acme.Host.hooks : List}.
     */
    @Override
    public HeapPath holder(JvmSuspect suspect) {
        HeapPath holder = suspect.accumulation().holder();
        OptionalInt loader = tellingLoader(suspect);
        if (loader.isEmpty() || holder.steps().isEmpty()) {
            return holder;
        }
        String type = suspect.className(loader.getAsInt());
        Step first = holder.steps().getFirst();
        String keeper = first.name() + keptBy(suspect, holder, loader.getAsInt());
        List<Step> steps = new ArrayList<>(holder.steps());
        steps.set(
                0,
                new Step(
                        "class loader %s (%d alive) < %s"
                                .formatted(type, suspect.instances(type).size(), keeper),
                        first.type()));
        return new HeapPath(steps);
    }

    /** The field by which threads that nothing else holds keep their loaders. */
    private static String keptBy(JvmSuspect suspect, HeapPath holder, int loader) {
        boolean context =
                holder.steps().size() == 1
                        && suspect.entries().stream()
                                .map(entry -> suspect.follow(entry, CONTEXT_LOADER))
                                .anyMatch(OptionalInt.of(loader)::equals);
        return context ? " " + CONTEXT_LOADER : "";
    }

    /** One of the loaders that the entries keep, one with classes if there is such a one. */
    private static OptionalInt tellingLoader(JvmSuspect suspect) {
        Set<Integer> loaders = new HashSet<>();
        Set<String> classes = new HashSet<>();
        for (int entry : suspect.entries()) {
            OptionalInt loader = loader(suspect, entry);
            loader.ifPresent(loaders::add);
            classes.add(suspect.common().typeOf(entry));
        }
        // Entries of as many classes as there are loaders are not one class loaded again.
        if (loaders.size() < FEW || classes.size() > loaders.size() / 2) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                loaders.stream()
                        .filter(loader -> !classesOf(suspect, loader).isEmpty())
                        .findFirst()
                        .orElse(loaders.iterator().next()));
    }

    /**
     * The loader that an entry is, that made its class, that its thread works with, or that it
     * keeps.
     */
    private static OptionalInt loader(JvmSuspect suspect, int entry) {
        OptionalInt type = suspect.heap().typeOfClass(entry);
        OptionalInt own = suspect.heap().loaderOf(type.orElse(suspect.heap().typeOf(entry)));
        if (own.isPresent() && isPrograms(suspect, own.getAsInt())) {
            return own;
        }
        OptionalInt context = suspect.follow(entry, CONTEXT_LOADER);
        return context.isPresent()
                ? context
                : new Reach(suspect.heap(), NEAR)
                        .nearest(entry, object -> isPrograms(suspect, object));
    }

    /** Whether the object is a loader that a program made, and not one of the JVM's three. */
    private static boolean isPrograms(JvmSuspect suspect, int object) {
        return suspect.isA(object, LOADER)
                && !suspect.className(object).startsWith("jdk.internal.loader.");
    }

    private static Match match(JvmSuspect suspect, int loader) {
        String type = suspect.className(loader);
        String shortType = ClassNames.spoken(type);
        List<String> classes = classesOf(suspect, loader);
        List<String> evidence = new ArrayList<>();
        evidence.add(alive(suspect, type, classes));
        evidence.add(keeper(suspect));
        return new Match(
                "%s keeps a %s alive with each entry, and all its classes"
                        .formatted(suspect.holderName(), shortType),
                evidence,
                List.of("the memory of the classes themselves lies in metaspace, not in the heap"),
                null,
                areGenerated(suspect, classes) ? fixOfGenerated(suspect) : fix(shortType));
    }

    /** Whether no other loader has such classes: each was made for a text of its own. */
    private static boolean areGenerated(JvmSuspect suspect, List<String> classes) {
        return !classes.isEmpty() && loadersWith(suspect, classes) < FEW;
    }

    private static String alive(JvmSuspect suspect, String type, List<String> classes) {
        String shortType = ClassNames.spoken(type);
        int alive = suspect.instances(type).size();
        if (classes.isEmpty()) {
            return "%d loaders of type %s are alive".formatted(alive, shortType);
        }
        return areGenerated(suspect, classes)
                ? "%d loaders of type %s are alive, each with a class made for it, as %s"
                        .formatted(alive, shortType, named(classes))
                : "%d loaders of type %s are alive, each with its own copy of %s"
                        .formatted(loadersWith(suspect, classes), shortType, named(classes));
    }

    private static Fix fix(String loader) {
        return Fix.of(
                        "Undo on stop what the loaded code did on start: remove its listeners,"
                                + " drivers and hooks, end its threads (or give them the host's"
                                + " context class loader), empty its thread-locals; then close the"
                                + " loader.")
                .before(
                        """
                        void stop() throws IOException {
                            loader.close();
                        }\
                        """)
                .after(
                        """
                        void stop() throws IOException {
                            registry.remove(hook);            // whatever start() registered
                            worker.interrupt();               // and every thread that it started
                            loader.close();
                        }\
                        """)
                .trap(
                        "close() closes files and frees nothing: one object, one class in a cache of the"
                                + " host, or one thread that took over the context class loader keeps"
                                + " all of it.")
                .verify(
                        "Load and unload ten times, then jcmd PID VM.classloader_stats: the number of %s must be that of what is loaded."
                                .formatted(loader));
    }

    private static Fix fixOfGenerated(JvmSuspect suspect) {
        return Fix.of(
                        "Compile each text once and keep what came out, by the text, in a cache with a"
                                + " bound; give what changes from call to call as an argument instead of"
                                + " writing it into the text. Or let the engine go with what it compiled.")
                .before(
                        """
                        Object run(String text, Object order) {
                            return engine.evaluate(text.replace("$order", order.toString()));
                        }\
                        """)
                .after(
                        """
                        Object run(String text, Object order) {
                            Compiled code = compiled.computeIfAbsent(text, engine::compile); // bounded
                            return code.run(Map.of("order", order));
                        }\
                        """)
                .trap(
                        "A cache inside the engine may keep every class that it ever made, by a name that"
                                + " is new each time: emptying your own does not help then. One object of"
                                + " such a class that lives on keeps the class, too.")
                .verify(suspect.verify());
    }

    /** The classes of one loader, but for those that the JVM made for lambdas. */
    private static List<String> classesOf(JvmSuspect suspect, int loader) {
        List<String> names = new ArrayList<>();
        for (int type = 0; type < suspect.heap().typeCount(); type++) {
            OptionalInt by = suspect.heap().loaderOf(type);
            String name = suspect.heap().typeName(type);
            boolean isCode = !ClassNames.isLambda(name) && !name.endsWith("[]");
            if (by.isPresent() && by.getAsInt() == loader && isCode) {
                names.add(name);
            }
        }
        names.sort(null);
        return names;
    }

    /** How many loaders have a class of the name of the first. */
    private static long loadersWith(JvmSuspect suspect, List<String> classes) {
        long count = 0;
        for (int type = 0; type < suspect.heap().typeCount(); type++) {
            count += suspect.heap().typeName(type).equals(classes.getFirst()) ? 1 : 0;
        }
        return count;
    }

    private static String named(List<String> classes) {
        List<String> names = classes.stream().map(ClassNames::spoken).toList();
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
        if (suspect.isA(entry, LOADER)) {
            return "the loaders themselves are kept";
        }
        OptionalInt own = suspect.heap().loaderOf(suspect.heap().typeOf(entry));
        return own.isPresent() && isPrograms(suspect, own.getAsInt())
                ? "one object keeps its class, the class its loader, the loader all its classes:"
                        + " here a "
                        + type
                : "each %s keeps a loader, and the loader all its classes".formatted(type);
    }
}
