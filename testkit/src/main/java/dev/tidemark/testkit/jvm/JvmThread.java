package dev.tidemark.testkit.jvm;

import java.util.ArrayList;
import java.util.List;

/** A live thread with its stack and its thread-local variables. */
public final class JvmThread implements JvmValue {
    /**
     * One call.
     *
     * @param line 0 when it is not known
     */
    record Frame(JvmClass type, String method, String file, int line, List<JvmObject> locals) {}

    private static final int LOCALS = 16;

    private final HotSpotHeap heap;
    private final JvmObject thread;
    private final JvmObject localTable;
    private final List<Frame> frames = new ArrayList<>();
    private int localCount;
    private boolean isOver;

    JvmThread(HotSpotHeap heap, JvmObject thread, String name) {
        this.heap = heap;
        this.thread = thread;
        localTable = heap.array("java.lang.ThreadLocal$ThreadLocalMap$Entry", LOCALS);
        thread.set("name", heap.string(name));
        thread.set(
                "threadLocals",
                heap.instance("java.lang.ThreadLocal$ThreadLocalMap").set("table", localTable));
    }

    /** The value of a thread-local variable in this thread. */
    public JvmThread local(JvmValue threadLocal, JvmValue value) {
        if (localCount == localTable.length()) {
            localTable.resize(2 * localCount);
        }
        JvmObject entry = heap.instance("java.lang.ThreadLocal$ThreadLocalMap$Entry");
        entry.set("referent", threadLocal).set("value", value);
        localTable.set(localCount++, entry);
        return this;
    }

    /** One more call, around those that are there: the innermost comes first. */
    public JvmThread frame(
            JvmClass type, String method, String file, int line, JvmValue... locals) {
        List<JvmObject> objects = new ArrayList<>();
        for (JvmValue local : locals) {
            objects.add(local.object());
        }
        frames.add(new Frame(type, method, file, line, objects));
        return this;
    }

    /** What the thread runs. */
    public JvmThread runs(JvmValue task) {
        heap.setTask(thread, task);
        return this;
    }

    /** The thread ends: it is no root any more. */
    public void end() {
        isOver = true;
    }

    boolean isOver() {
        return isOver;
    }

    List<Frame> frames() {
        return frames;
    }

    @Override
    public JvmObject object() {
        return thread;
    }
}
