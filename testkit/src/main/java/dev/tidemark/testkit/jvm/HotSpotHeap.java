package dev.tidemark.testkit.jvm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The heap of a HotSpot process, drawn as its Java would have made it: classes with static fields,
 * collections, threads, class loaders. Each becomes the objects and records that the JVM writes for
 * it. The process goes on between dumps, and the collector moves its objects.
 *
 * <pre>{@code
 * HotSpotHeap process = new HotSpotHeap();
 * JvmMap sessions = process.hashMap();
 * process.type("com.acme.Registry").set("byName", sessions);
 * HprofFile before = process.dump();
 * sessions.put("s-1", process.instance("com.acme.Session").set("buffer", process.bytes(64)));
 * HprofFile after = process.dump();
 * }</pre>
 *
 * <p>Classes come into being when they are first named: those of the JDK in the boot loader, others
 * in the application's.
 */
public final class HotSpotHeap {
    /** Releases whose classes have different fields. */
    public enum Release {
        JDK_17,
        JDK_25
    }

    /** A root and what the record says of it. */
    record Root(HprofRoot kind, JvmObject object, int thread, int frame) {}

    private final Release release;
    private final JdkClasses jdk;
    private final Map<String, JvmClass> byName = new LinkedHashMap<>();
    private final List<JvmClass> classes = new ArrayList<>();
    private final List<JvmObject> objects = new ArrayList<>();
    private final List<JvmCollection> collections = new ArrayList<>();
    private final List<JvmThread> threads = new ArrayList<>();
    private final List<Root> roots = new ArrayList<>();
    private final JvmLoader applicationLoader;
    private int lambdas;
    private int dumps;

    public HotSpotHeap() {
        this(Release.JDK_25);
    }

    public HotSpotHeap(Release release) {
        this.release = release;
        jdk = new JdkClasses(release);
        applicationLoader =
                new JvmLoader(
                        this, instance("jdk.internal.loader.ClassLoaders$AppClassLoader"), null);
        type("jdk.internal.loader.ClassLoaders").set("APP_LOADER", applicationLoader);
        type("java.lang.Class");
    }

    /** The class of that name, which the boot or the application's loader has. */
    public JvmClass type(String name) {
        JvmClass known = byName.get(name);
        if (known != null) {
            return known;
        }
        if (name.startsWith("[") || isJdk(name)) {
            return load(name, null, jdk.of(name));
        }
        return load(name, applicationLoader, jdk.of(name));
    }

    /** A class that extends another one; to be called before the class is used. */
    public JvmClass type(String name, String parent) {
        if (byName.containsKey(name)) {
            throw new IllegalStateException(name + " is loaded already");
        }
        JvmLoader loader = isJdk(name) ? null : applicationLoader;
        return load(name, loader, new JdkClasses.Shape(parent, ""));
    }

    /** A class of a loader of its own, beside others of the same name. */
    public JvmClass type(String name, JvmLoader loader) {
        JvmClass made = new JvmClass(name, type("java.lang.Object"), loader);
        classes.add(made);
        loader.loaded(made);
        return made;
    }

    private static boolean isJdk(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }

    private JvmClass load(String name, @Nullable JvmLoader loader, JdkClasses.Shape shape) {
        JvmClass parent = name.equals("java.lang.Object") ? null : type(shape.parent());
        JvmClass made = new JvmClass(name, parent, loader);
        JdkClasses.declare(made, shape.fields());
        byName.put(name, made);
        classes.add(made);
        if (loader != null) {
            loader.loaded(made);
        }
        return made;
    }

    /** A new object of the class. */
    public JvmObject instance(String className) {
        return instance(type(className));
    }

    public JvmObject instance(JvmClass type) {
        return made(JvmObject.instance(type));
    }

    /** A string of Latin 1 characters. */
    public JvmObject string(String text) {
        JvmObject value = bytes(0).withLength(text.length());
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(latin, 0, value.contents(), 0, latin.length);
        return instance("java.lang.String").set("value", value);
    }

    public JvmObject bytes(int length) {
        return primitives(HprofType.BYTE, length);
    }

    /** An array of numbers, all 0. */
    public JvmObject primitives(HprofType type, int length) {
        JvmClass arrayClass = type("[" + type.letter());
        return made(JvmObject.primitives(arrayClass, type, new byte[length * type.bytes()]));
    }

    /** An array of objects, all null. */
    public JvmObject array(String elementClass, int length) {
        type(elementClass);
        String name = elementClass.startsWith("[") ? "[" + elementClass : "[L" + elementClass + ";";
        return made(JvmObject.array(type(name), length));
    }

    public JvmObject array(JvmValue... elements) {
        JvmObject array = array("java.lang.Object", elements.length);
        for (int i = 0; i < elements.length; i++) {
            array.set(i, elements[i]);
        }
        return array;
    }

    private JvmObject made(JvmObject object) {
        objects.add(object);
        return object;
    }

    public JvmMap hashMap() {
        return map(JvmMap.Shape.HASH, JvmMap.Shape.HASH.type());
    }

    /** A map of a class that extends HashMap. */
    public JvmMap hashMap(String className) {
        return map(JvmMap.Shape.HASH, className);
    }

    public JvmMap linkedHashMap() {
        return map(JvmMap.Shape.LINKED, JvmMap.Shape.LINKED.type());
    }

    public JvmMap concurrentHashMap() {
        return map(JvmMap.Shape.CONCURRENT, JvmMap.Shape.CONCURRENT.type());
    }

    public JvmMap weakHashMap() {
        return map(JvmMap.Shape.WEAK, JvmMap.Shape.WEAK.type());
    }

    public JvmMap treeMap() {
        return map(JvmMap.Shape.TREE, JvmMap.Shape.TREE.type());
    }

    public JvmMap identityHashMap() {
        return map(JvmMap.Shape.IDENTITY, JvmMap.Shape.IDENTITY.type());
    }

    public JvmMap hashSet() {
        JvmObject map = instance(JvmMap.Shape.HASH.type());
        JvmObject set = instance("java.util.HashSet").set("map", map);
        return laidOut(new JvmMap(this, JvmMap.Shape.HASH, set, map));
    }

    private JvmMap map(JvmMap.Shape shape, String className) {
        JvmObject map = instance(subclass(className, shape.type()));
        return laidOut(new JvmMap(this, shape, map, map));
    }

    public JvmList arrayList() {
        return list(JvmList.Shape.ARRAY_LIST, JvmList.Shape.ARRAY_LIST.type(), 10);
    }

    /** A list of a class that extends ArrayList. */
    public JvmList arrayList(String className) {
        return list(JvmList.Shape.ARRAY_LIST, className, 10);
    }

    public JvmList copyOnWriteArrayList() {
        return list(JvmList.Shape.COPY_ON_WRITE, JvmList.Shape.COPY_ON_WRITE.type(), 0);
    }

    public JvmList arrayDeque() {
        return list(JvmList.Shape.ARRAY_DEQUE, JvmList.Shape.ARRAY_DEQUE.type(), 17);
    }

    public JvmList priorityQueue() {
        return list(JvmList.Shape.PRIORITY_QUEUE, JvmList.Shape.PRIORITY_QUEUE.type(), 11);
    }

    public JvmList arrayBlockingQueue(int capacity) {
        JvmList.Shape shape = JvmList.Shape.ARRAY_BLOCKING_QUEUE;
        return list(shape, shape.type(), capacity);
    }

    public JvmList linkedList() {
        return list(JvmList.Shape.LINKED_LIST, JvmList.Shape.LINKED_LIST.type(), 0);
    }

    public JvmList linkedBlockingQueue(int capacity) {
        JvmList.Shape shape = JvmList.Shape.LINKED_BLOCKING_QUEUE;
        return list(shape, shape.type(), capacity);
    }

    public JvmList concurrentLinkedQueue() {
        JvmList.Shape shape = JvmList.Shape.CONCURRENT_LINKED_QUEUE;
        return list(shape, shape.type(), 0);
    }

    private JvmList list(JvmList.Shape shape, String className, int capacity) {
        JvmObject list = instance(subclass(className, shape.type()));
        return laidOut(new JvmList(this, shape, list, capacity));
    }

    private JvmClass subclass(String name, String parent) {
        return byName.containsKey(name) || name.equals(parent) ? type(name) : type(name, parent);
    }

    private <C extends JvmCollection> C laidOut(C collection) {
        collections.add(collection);
        return collection;
    }

    /** {@code new ThreadLocal<>()}. */
    public JvmObject threadLocal() {
        return instance("java.lang.ThreadLocal");
    }

    /** A live thread of the class {@code Thread}. */
    public JvmThread thread(String name) {
        return thread(name, "java.lang.Thread");
    }

    /** A live thread of a class that extends {@code Thread}. */
    public JvmThread thread(String name, String className) {
        JvmObject object = instance(subclass(className, "java.lang.Thread"));
        JvmThread thread = new JvmThread(this, object, name);
        object.set("contextClassLoader", applicationLoader);
        threads.add(thread);
        return thread;
    }

    void setTask(JvmObject thread, JvmValue task) {
        switch (release) {
            case JDK_17 -> thread.set("target", task);
            case JDK_25 ->
                    thread.set(
                            "holder", instance("java.lang.Thread$FieldHolder").set("task", task));
        }
    }

    /** A class loader of a class that extends {@code URLClassLoader}. */
    public JvmLoader classLoader(String className) {
        JvmObject loader = instance(subclass(className, "java.net.URLClassLoader"));
        return new JvmLoader(this, loader, applicationLoader);
    }

    public JvmLoader applicationLoader() {
        return applicationLoader;
    }

    /** The protection domain of classes that were loaded from a file or folder. */
    public JvmObject loadedFrom(String file) {
        JvmObject url = instance("java.net.URL");
        url.set("protocol", string("file")).set("file", string(file));
        JvmObject source = instance("java.security.CodeSource").set("location", url);
        return instance("java.security.ProtectionDomain").set("codesource", source);
    }

    /** A lambda that is written in a class, with the variables that it captured. */
    public JvmObject lambda(String inClass, JvmValue... captured) {
        int number = ++lambdas;
        String name =
                switch (release) {
                    case JDK_17 -> "%s$$Lambda$%d+0x%016x";
                    case JDK_25 -> "%1$s$$Lambda+0x%3$016x";
                };
        long address = 0x7f0001000000L + 0x218L * number;
        JvmObject lambda = instance(type(name.formatted(inClass, number, address)));
        for (int i = 0; i < captured.length; i++) {
            lambda.set("arg$" + (i + 1), captured[i]);
        }
        return lambda;
    }

    /** Makes an object a root. */
    public HotSpotHeap root(HprofRoot kind, JvmValue value) {
        roots.add(new Root(kind, value.object(), 0, 0));
        return this;
    }

    /** The heap as it is now, after a full collection, as a JVM with compressed oops writes it. */
    public HprofFile dump() {
        return dump(HprofLayout.COMPRESSED);
    }

    public HprofFile dump(HprofLayout layout) {
        return write(layout, true);
    }

    /** With all that was ever made: unreachable objects too. */
    public HprofFile dumpWithoutCollection(HprofLayout layout) {
        return write(layout, false);
    }

    /**
     * What the roots reach in the heap as it was last dumped: the slow and plain answer to what a
     * reader of the dump works out.
     *
     * @param missing an object to leave out; null for the whole heap
     * @param weak classes of references whose referents do not count
     */
    public Set<JvmObject> reachedWithout(@Nullable JvmObject missing, Set<String> weak) {
        return new Reachability(classes, threads, roots, weak).reachedWithout(missing);
    }

    private HprofFile write(HprofLayout layout, boolean onlyLive) {
        List.copyOf(collections).forEach(JvmCollection::layOut);
        threads.removeIf(JvmThread::isOver);
        return new DumpWriter(layout, classes, objects, threads, roots).write(++dumps, onlyLive);
    }
}
