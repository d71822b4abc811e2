package dev.tidemark.testkit;

import java.util.List;

/**
 * The heap of a Node.js process, drawn as its JavaScript would have made it: modules with
 * variables, Maps, emitters, timers, streams. Each becomes the objects and the references that V8
 * writes for it. Holds still between snapshots, so several snapshots of one process share ids.
 *
 * <pre>{@code
 * NodeHeap process = nodeHeap();
 * JsMap sessions = process.map();
 * process.module("/app/sessions.js").variable("sessions", sessions);
 * HeapFile before = process.snapshot();
 * sessions.put("sid-1", process.instance("Session", 64));
 * HeapFile after = process.snapshot();
 * }</pre>
 *
 * <p>The shapes were read off snapshots of Node 20 and 24.
 */
public final class NodeHeap {
    private static final List<String> GC_ROOTS =
            List.of(
                    "(Internalized strings)",
                    "(Read-only roots)",
                    "(Strong roots)",
                    "(Stack roots)",
                    "(Handle scope)",
                    "(Global handles)",
                    "(Eternal handles)");

    private final V8Heap heap = new V8Heap();
    private final V8Object gcRoots = heap.synthetic("(GC roots)");
    private final V8Object globalHandles;
    private final V8Object global = heap.object("global", 40);
    private final V8Object nativeContext = heap.hidden("system / NativeContext", 2264);
    private final V8Object undefined = oddball();
    private final V8Object falseValue = oddball();
    private final NodeModules modules;
    private final NodeTimers timers;
    private int nextScript = 80;

    NodeHeap() {
        heap.root().element(1, gcRoots);
        for (int i = 0; i < GC_ROOTS.size(); i++) {
            gcRoots.element(i + 1, heap.synthetic(GC_ROOTS.get(i)));
        }
        globalHandles = gcRoot("(Global handles)");
        heap.root().shortcut("2", global);
        nativeContext.internal("extension", global);
        globalHandles.internal("1", nativeContext);
        gcRoot("(Read-only roots)").internal("1", undefined).internal("2", falseValue);
        modules = new NodeModules(this);
        timers = new NodeTimers(this);
    }

    private V8Object oddball() {
        return heap.hidden("system / Oddball", 48);
    }

    /** The heap as it is now, without what nothing retains. */
    public HeapFile snapshot() {
        return heap.snapshot();
    }

    /** For what has no shape of its own here. */
    public V8Heap heap() {
        return heap;
    }

    public V8Object global() {
        return global;
    }

    public V8Object nativeContext() {
        return nativeContext;
    }

    /** One of the roots by V8's name, such as {@code (Global handles)}. */
    public V8Object gcRoot(String name) {
        return gcRoots.edges().stream()
                .map(V8Object.Edge::target)
                .filter(root -> root.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no root is named " + name));
    }

    /** A CommonJS module, in the require cache. */
    public JsModule module(String path) {
        return modules.commonJs(path, nextScript++);
    }

    /**
     * An ECMAScript module: what it exports lies in cells, the rest of its variables in its scope.
     */
    public JsModule esModule(String path) {
        return modules.ecmaScript(path, nextScript++);
    }

    /** A plain object. */
    public V8Object plainObject() {
        return instance("Object", 56);
    }

    /** An instance of a class; {@link V8Object#at} says where the class stands. */
    public V8Object instance(String className, long shallowSize) {
        return heap.object(className, shallowSize);
    }

    public V8Object string(String text) {
        return heap.string(text);
    }

    public V8Object undefined() {
        return undefined;
    }

    public V8Object falseValue() {
        return falseValue;
    }

    public JsMap map() {
        return new JsMap(heap);
    }

    public JsSet set() {
        return new JsSet(heap);
    }

    public JsArray array(JsValue... elements) {
        JsArray array = new JsArray(heap);
        for (JsValue element : elements) {
            array.push(element);
        }
        return array;
    }

    /** An object used as a table of keys: V8 keeps it in dictionary mode. */
    public JsDictionary dictionary() {
        return new JsDictionary(heap);
    }

    public JsWeakMap weakMap() {
        return new JsWeakMap(heap);
    }

    public JsEmitter emitter() {
        return emitter("EventEmitter");
    }

    /** An instance of a class that extends EventEmitter. */
    public JsEmitter emitter(String className) {
        return new JsEmitter(this, heap.object(className, 104));
    }

    public JsWritable writable() {
        return writable("Writable");
    }

    public JsWritable writable(String className) {
        return new JsWritable(this, className);
    }

    /** {@code setInterval(callback, milliseconds)}: active until {@link JsTimer#clear}. */
    public JsTimer setInterval(JsValue callback, int milliseconds) {
        return timers.start(callback, milliseconds, true);
    }

    /** {@code setTimeout(callback, milliseconds)}, not yet due. */
    public JsTimer setTimeout(JsValue callback, int milliseconds) {
        return timers.start(callback, milliseconds, false);
    }

    /** A scope inside of {@code outer}, such as that of one call of a function. */
    public V8Object scope(JsValue outer) {
        return heap.context().internal("previous", outer);
    }
}
