package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Listeners, observers, callbacks and hooks that are added again and again and never removed. */
final class Listeners implements JvmPattern {
    /** By these names people know them, in fields as in classes. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)listener|observer|subscri|callback|handler|hook|watcher|interceptor");

    /** A list that is read far more often than changed: what it is nearly always used for. */
    private static final String[] TYPICAL = {
        "java.util.concurrent.CopyOnWriteArrayList", "java.util.concurrent.CopyOnWriteArraySet"
    };

    /** What the JDK has for those who want to be listened to. */
    private static final List<String> SOURCES =
            List.of(
                    "java.beans.ChangeListenerMap",
                    "java.util.Observable",
                    "java.util.concurrent.SubmissionPublisher",
                    "javax.swing.event.EventListenerList");

    /** Between one of those and its list. */
    private static final int NEAR = 2;

    @Override
    public String id() {
        return "listeners";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        if (suspect.entries().isEmpty() || !listens(suspect)) {
            return Optional.empty();
        }
        String type = suspect.className(suspect.entries().getLast());
        String holder = suspect.holderName();
        List<String> evidence = new ArrayList<>();
        evidence.add("each is a new object of one class: " + ClassNames.spoken(type));
        AllocationSite site = ClassNames.site(type);
        if (ClassNames.isLambda(type)) {
            evidence.add(
                    "a lambda that captures something is a new object each time: only the one that"
                            + " was added can be removed");
        }
        return Optional.of(
                new Match(
                        "listeners in %s are never removed".formatted(holder),
                        evidence,
                        List.of(),
                        site,
                        fix(suspect, type)));
    }

    private static Fix fix(JvmSuspect suspect, String type) {
        boolean isFunction = ClassNames.isLambda(type) || ClassNames.isAnonymous(type);
        String listener =
                isFunction
                        ? "Listener"
                        : ClassNames.typeToWrite(ClassNames.spoken(type), "Listener");
        String made = isFunction ? "event -> update(event)" : "new %s()".formatted(listener);
        return Fix.of(
                        "Remove the listener where what registered it ends: keep it in a"
                                + " variable, because a second lambda or method reference is"
                                + " another object.")
                .before("source.addListener(%s);".formatted(made))
                .after(
                        """
                        %s listener = %s;
                        source.addListener(listener);         // goes into %s
                        try {
                            // ... the operation
                        } finally {
                            source.removeListener(listener);  // the same object
                        }\
                        """
                                .formatted(listener, made, suspect.variable("its list")))
                .trap(
                        "A weak reference to a lambda dies at once, as nobody else holds the lambda; and"
                                + " removeListener(this::update) removes nothing.")
                .verify(suspect.verify());
    }

    private static boolean listens(JvmSuspect suspect) {
        String entry = suspect.className(suspect.entries().getLast());
        boolean isFunction = ClassNames.isLambda(entry) || ClassNames.isAnonymous(entry);
        OptionalInt collection = suspect.collection();
        boolean typical = collection.isPresent() && suspect.isA(collection.getAsInt(), TYPICAL);
        return isNamed(ClassNames.stable(entry))
                || isFieldNamed(suspect)
                || (isFunction && typical)
                || isOfSource(suspect);
    }

    /** Whether the entries are in a list of the JDK's own that is made for listeners. */
    private static boolean isOfSource(JvmSuspect suspect) {
        return suspect.accumulation().holders().stream()
                .anyMatch(holder ->
                        SOURCES.stream()
                                .anyMatch(type -> suspect.ownerOf(holder, type, NEAR).isPresent()));
    }

    private static boolean isNamed(String className) {
        String name = className.substring(className.lastIndexOf('.') + 1);
        return NAMED.matcher(name.substring(name.lastIndexOf('$') + 1)).find();
    }

    /** The field that the program itself calls so; a type may be called so for other reasons. */
    private static boolean isFieldNamed(JvmSuspect suspect) {
        List<Step> steps = suspect.accumulation().holder().steps();
        String name = steps.isEmpty() ? "" : steps.getLast().name();
        return NAMED.matcher(name.substring(name.lastIndexOf('.') + 1)).find();
    }
}
