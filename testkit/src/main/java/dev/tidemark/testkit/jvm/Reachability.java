package dev.tidemark.testkit.jvm;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the roots of a drawn heap reach: one search, by the drawing itself. */
final class Reachability {
    /** References whose referents a collection takes while there is memory enough. */
    static final Set<String> WEAK =
            Set.of("java.lang.ref.WeakReference", "java.lang.ref.PhantomReference");

    private final List<JvmClass> classes;
    private final List<JvmThread> threads;
    private final List<HotSpotHeap.Root> roots;
    private final Set<String> weak;

    Reachability(
            List<JvmClass> classes,
            List<JvmThread> threads,
            List<HotSpotHeap.Root> roots,
            Set<String> weak) {
        this.classes = classes;
        this.threads = threads;
        this.roots = roots;
        this.weak = weak;
    }

    /** What is reached when one object is not there. */
    Set<JvmObject> reachedWithout(@Nullable JvmObject missing) {
        Set<JvmObject> reached = new HashSet<>();
        ArrayDeque<JvmObject> open = new ArrayDeque<>();
        for (JvmClass type : classes) {
            // Classes of the boot loader never go.
            if (type.loader() == null) {
                open.add(type.object());
            }
        }
        threads.forEach(thread -> open.add(thread.object()));
        roots.forEach(root -> open.add(root.object()));
        while (!open.isEmpty()) {
            JvmObject object = open.remove();
            if (object != missing && reached.add(object)) {
                open.addAll(object.retained(weak));
                threads.stream()
                        .filter(thread -> thread.object() == object)
                        .flatMap(thread -> thread.frames().stream())
                        .forEach(frame -> open.addAll(frame.locals()));
            }
        }
        return reached;
    }
}
