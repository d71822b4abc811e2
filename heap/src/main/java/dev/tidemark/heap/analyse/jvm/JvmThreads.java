package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Frame;
import dev.tidemark.heap.graph.JvmHeap.JvmThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Threads as owners. Those of a pool differ by numbers in their names and are one owner, whatever
 * their number is today; when there is one only, it is shown with its own name.
 */
final class JvmThreads {
    /** How the step of a local variable begins. */
    static final String LOCAL = "local ";

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** The JDK's own calls, whose variables a person does not look for. */
    private static final List<String> PLATFORM =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private final Map<Integer, JvmThread> byObject = new HashMap<>();

    /** By thread what the variables of the program's own calls refer to. */
    private final Map<Integer, Set<Integer>> programLocals = new HashMap<>();

    private final Map<String, Set<String>> namesByLabel = new HashMap<>();

    /** Where frames stand, by their names in paths; the outermost if there are several. */
    private final Map<String, Frame> frames = new HashMap<>();

    JvmThreads(JvmHeap heap) {
        for (JvmThread thread : heap.threads()) {
            if (thread.object() >= 0) {
                byObject.put(thread.object(), thread);
                namesByLabel
                        .computeIfAbsent(label(thread.name()), _ -> new HashSet<>())
                        .add(thread.name());
                programLocals.put(thread.object(), programLocals(thread));
            }
            thread.frames().forEach(frame -> frames.put(frameName(frame), frame));
        }
    }

    private static Set<Integer> programLocals(JvmThread thread) {
        Set<Integer> locals = new HashSet<>();
        for (Frame frame : thread.frames()) {
            if (isOfProgram(frame)) {
                locals.addAll(frame.locals());
            }
        }
        return locals;
    }

    private static boolean isOfProgram(Frame frame) {
        return !isPlatform(frame.className());
    }

    /** Whether a class is one of the JDK's, by its name. */
    static boolean isPlatform(String className) {
        return PLATFORM.stream().anyMatch(className::startsWith);
    }

    /**
     * Whether a call of the program itself, and not only of the JDK, has the object in a variable.
     */
    boolean isProgramLocal(int thread, int local) {
        return programLocals.getOrDefault(thread, Set.of()).contains(local);
    }

    List<Owner> owners() {
        List<Owner> owners = new ArrayList<>();
        byObject.forEach((object, thread) ->
                owners.add(new Owner(object, List.of(label(thread.name())), JvmCosts.THREAD)));
        return owners;
    }

    /** Virtual threads have no name unless they are given one. */
    private static String label(String name) {
        return name.isEmpty()
                ? "unnamed virtual thread"
                : quoted(NUMBER.matcher(name).replaceAll("*"));
    }

    private static String quoted(String name) {
        return "thread \"%s\"".formatted(name);
    }

    /**
     * The call in whose variables a thread holds something: the outermost, as it stays longest, of
     * the program if there is one.
     */
    String localName(int thread, int local) {
        JvmThread known = byObject.get(thread);
        boolean ofProgram = isProgramLocal(thread, local);
        List<Frame> calls = known == null ? List.of() : known.frames();
        for (Frame frame : calls.reversed()) {
            if (frame.locals().contains(local) && (!ofProgram || isOfProgram(frame))) {
                return frameName(frame);
            }
        }
        return LOCAL + "variable";
    }

    private static String frameName(Frame frame) {
        return LOCAL + "in %s.%s".formatted(JvmNames.stable(frame.className()), frame.method());
    }

    /** The step of a thread or a frame with what only this dump knows: its number, its line. */
    String readable(String step) {
        Frame frame = frames.get(step);
        if (frame != null && frame.line() > 0 && frame.file() != null) {
            return "%s (%s:%d)".formatted(step, frame.file(), frame.line());
        }
        Set<String> names = namesByLabel.get(step);
        return names == null || names.contains("") ? step : quoted(common(names));
    }

    /** The names with a star for each number in which they differ. */
    private static String common(Set<String> names) {
        List<String[]> numbers =
                names.stream()
                        .map(name -> NUMBER.matcher(name).results())
                        .map(found -> found.map(one -> one.group()).toArray(String[]::new))
                        .toList();
        int[] next = {0};
        return NUMBER.matcher(names.iterator().next())
                .replaceAll(match -> {
                    int at = next[0]++;
                    boolean same = numbers.stream().allMatch(all -> all[at].equals(match.group()));
                    return same ? match.group() : "*";
                });
    }
}
