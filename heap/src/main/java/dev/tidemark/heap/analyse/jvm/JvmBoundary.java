package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.model.HeapPath.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where a path that starts at no name of the program's goes over to the code of others. What hangs
 * on a variable of a call, or on native code, lives in an object that a person knows by the field
 * that has it: {@code com.acme.Producer.metrics}, whatever call that is a variable of.
 */
final class JvmBoundary {
    /** Roots that say nothing to a person. */
    private static final Set<String> NAMELESS =
            Set.of(
                    "JNI global",
                    "local in native code",
                    "local of an unknown thread",
                    "lock in use",
                    "held by the JVM");

    private static final int NONE = 0;

    /** So many words of two packages are equal when they are of one house: {@code com.acme}. */
    private static final int HOUSE_WORDS = 2;

    private JvmBoundary() {}

    /**
     * The index of the object that a path is told from: the first one that a class of another house
     * has in a field. 0 if the path has a start of its own, or no such object.
     */
    static int heldObject(List<Step> steps) {
        for (int i = firstField(steps); i < steps.size(); i++) {
            if (isField(steps.get(i).name()) && isBoundary(steps.get(i - 1), steps.get(i))) {
                return i;
            }
        }
        return NONE;
    }

    /** The first step below the object that a nameless root has; the end for other paths. */
    private static int firstField(List<Step> steps) {
        if (!steps.isEmpty() && NAMELESS.contains(steps.getFirst().name())) {
            return 1;
        }
        boolean isLocal = steps.size() > 1 && steps.get(1).name().startsWith(JvmThreads.LOCAL);
        return isLocal ? 2 : steps.size();
    }

    private static boolean isField(String name) {
        return !name.equals(PathTrie.ANY) && !name.contains(" ") && !name.contains("$");
    }

    private static boolean isBoundary(Step holder, Step held) {
        return isClass(holder.type())
                && isClass(held.type())
                && !house(holder.type()).equals(house(held.type()));
    }

    /**
     * Whether it is a class of a program or library: those of the JDK are no one's in particular.
     */
    private static boolean isClass(String type) {
        return type.contains(".") && !type.endsWith("[]") && !JvmThreads.isPlatform(type);
    }

    private static String house(String type) {
        String[] words = JvmNames.packageOf(type).split("\\.", -1);
        return String.join(
                ".", Arrays.asList(words).subList(0, Math.min(HOUSE_WORDS, words.length)));
    }
}
