package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.memory.IntList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The threads of a dump with their stacks; frames and names are read when asked for. */
final class Stacks {
    private static final int FRAMES = 12;

    private final DumpFile file;
    private final TopLevel topLevel;
    private final Names names;
    private final List<Stack> stacks = new ArrayList<>();
    private final Map<Long, Stack> bySerial = new HashMap<>();
    private final Map<Integer, Stack> byObject = new HashMap<>();

    Stacks(DumpFile file, TopLevel topLevel, Names names) {
        this.file = file;
        this.topLevel = topLevel;
        this.names = names;
    }

    /**
     * One thread.
     *
     * @param object -1 if the dump does not have it
     * @param locals the targets of its local variables
     * @param frames the places of the frames that these belong to, -1 if not known
     */
    record Stack(int object, long trace, Links locals, IntList frames) {}

    static Stacks of(
            DumpFile file, TopLevel topLevel, Names names, Roots roots, AddressIndex index) {
        Stacks all = new Stacks(file, topLevel, names);
        for (int root = 0; root < roots.count(); root++) {
            if (roots.tag(root) == Tags.ROOT_THREAD) {
                all.addThread(roots, root, index.indexOf(roots.id(root)));
            }
        }
        for (int root = 0; root < roots.count(); root++) {
            @Nullable Stack stack = all.ofLocal(roots, root);
            int target = index.indexOf(roots.id(root));
            if (stack != null && target >= 0) {
                stack.locals.add(target, ReferenceCodes.LOCAL);
                stack.frames.add(roots.frame(root));
            }
        }
        return all;
    }

    private void addThread(Roots roots, int root, int object) {
        Stack stack = new Stack(object, roots.trace(root), new Links(), new IntList());
        if (object < 0 || byObject.putIfAbsent(object, stack) == null) {
            stacks.add(stack);
            bySerial.putIfAbsent(roots.thread(root), stack);
        }
    }

    /** The stack of a root that is a local variable of a thread that the dump has, or null. */
    @Nullable Stack ofLocal(Roots roots, int root) {
        Stack stack = roots.isLocal(root) ? bySerial.get(roots.thread(root)) : null;
        return stack == null || stack.object < 0 ? null : stack;
    }

    Map<Integer, Stack> byObject() {
        return byObject;
    }

    /** All threads, in the order of the file. */
    List<JvmHeap.JvmThread> threads(IntFunction<String> nameOfThread) {
        return stacks.stream()
                .map(stack ->
                        new JvmHeap.JvmThread(
                                stack.object,
                                stack.object < 0 ? "" : nameOfThread.apply(stack.object),
                                frames(stack)))
                .toList();
    }

    /** What a local variable of a thread is called: by its frame, as dumps have no names. */
    String nameOfLocal(int thread, int local) {
        Stack stack = byObject.get(thread);
        int place = stack == null ? -1 : stack.frames.get(local);
        if (stack == null || place < 0 || place >= frameCount(stack)) {
            return "local";
        }
        JvmHeap.Frame frame = frame(stack, place);
        return "local of " + frame.className() + "." + frame.method();
    }

    private List<JvmHeap.Frame> frames(Stack stack) {
        List<JvmHeap.Frame> frames = new ArrayList<>();
        int count = frameCount(stack);
        for (int place = 0; place < count; place++) {
            frames.add(frame(stack, place));
        }
        return frames;
    }

    private int frameCount(Stack stack) {
        long body = topLevel.traces().get(stack.trace + 1, -1);
        return body < 0 ? 0 : (int) file.u4(body + 8);
    }

    private JvmHeap.Frame frame(Stack stack, int place) {
        long trace = topLevel.traces().get(stack.trace + 1, -1);
        long id = file.id(trace + FRAMES + (long) place * file.idBytes());
        long body = id == 0 ? -1 : topLevel.frames().get(id, -1);
        List<Integer> locals = new ArrayList<>();
        for (int local = 0; local < stack.locals.count(); local++) {
            if (stack.frames.get(local) == place) {
                locals.add(stack.locals.target(local));
            }
        }
        return body < 0
                ? new JvmHeap.Frame("(unknown class)", "(unknown method)", null, 0, locals)
                : frame(body, locals);
    }

    private JvmHeap.Frame frame(long body, List<Integer> locals) {
        int idBytes = file.idBytes();
        long source = file.id(body + 3L * idBytes);
        long classId = topLevel.classBySerial().get(file.u4(body + 4L * idBytes) + 1, 0);
        long className = classId == 0 ? 0 : topLevel.classNames().get(classId, 0);
        return new JvmHeap.Frame(
                className == 0 ? "(unknown class)" : names.ofClass(className),
                names.of(file.id(body + idBytes)),
                names.has(source) ? names.of(source) : null,
                file.bytes().bigInt(body + 4L * idBytes + 4),
                locals);
    }
}
