package dev.tidemark.testkit.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives the objects of a {@link HotSpotHeap} addresses and writes them as one dump. */
final class DumpWriter {
    /** A class object without its static fields. */
    private static final long MIRROR_BYTES = 112;

    /** Where the heap begins: elsewhere in each dump, so that no id means the same in two. */
    private static final long HEAP_START = 0x10000000L;

    private static final long HEAP_STEP = 0x1000000L;

    private final HprofLayout layout;
    private final List<JvmClass> classes;
    private final List<JvmObject> objects;
    private final List<JvmThread> threads;
    private final List<HotSpotHeap.Root> roots;
    private final Map<JvmObject, Long> addresses = new HashMap<>();
    private final Map<JvmObject, Long> sizes = new HashMap<>();
    private final HprofWriter out;

    DumpWriter(
            HprofLayout layout,
            List<JvmClass> classes,
            List<JvmObject> objects,
            List<JvmThread> threads,
            List<HotSpotHeap.Root> roots) {
        this.layout = layout;
        this.classes = classes;
        this.objects = objects;
        this.threads = threads;
        this.roots = roots;
        out = new HprofWriter(layout);
    }

    HprofFile write(int dump, boolean onlyLive) {
        List<JvmObject> written = new ArrayList<>();
        classes.forEach(type -> written.add(type.object()));
        written.addAll(objects);
        if (onlyLive) {
            Set<JvmObject> live =
                    new Reachability(classes, threads, roots, Reachability.WEAK)
                            .reachedWithout(null);
            written.removeIf(object -> !live.contains(object));
        }
        layOut(written, HEAP_START + dump * HEAP_STEP);
        writeClassNames();
        writeStacks();
        writeClasses();
        writeRoots();
        written.stream().filter(object -> !object.isMirror()).forEach(this::writeObject);
        return new HprofFile(layout, out.finish(), out.borders(), addresses, sizes);
    }

    private void layOut(List<JvmObject> written, long start) {
        long next = start;
        for (JvmObject object : written) {
            long size = size(object);
            addresses.put(object, next);
            sizes.put(object, size);
            next += size;
        }
    }

    private long size(JvmObject object) {
        if (object.isMirror()) {
            return layout.aligned(MIRROR_BYTES + 8L * object.type().statics().size());
        }
        HprofType element = object.elementType();
        return element == null
                ? layout.instanceBytes(object.type().allFieldTypes())
                : layout.arrayBytes(element, object.length());
    }

    private long id(@Nullable JvmObject object) {
        return object == null ? 0 : addresses.getOrDefault(object, 0L);
    }

    private List<JvmClass> writtenClasses() {
        return classes.stream().filter(type -> addresses.containsKey(type.object())).toList();
    }

    private void writeClassNames() {
        for (JvmClass type : writtenClasses()) {
            out.loadClass(serial(type), id(type.object()), type.name().replace('.', '/'));
        }
    }

    private int serial(JvmClass type) {
        return classes.indexOf(type) + 1;
    }

    private void writeStacks() {
        long frameId = 1;
        for (int i = 0; i < threads.size(); i++) {
            List<Long> ids = new ArrayList<>();
            for (JvmThread.Frame frame : threads.get(i).frames()) {
                ids.add(frameId);
                out.frame(
                        frameId++,
                        frame.method(),
                        frame.file(),
                        serial(frame.type()),
                        frame.line());
            }
            out.trace(i + 2, i + 1, ids);
        }
    }

    private void writeClasses() {
        for (JvmClass type : writtenClasses()) {
            List<HprofWriter.Field> statics = new ArrayList<>();
            type.statics().forEach((name, value) -> statics.add(field(name, value)));
            List<HprofWriter.Field> fields = new ArrayList<>();
            type.ownFields()
                    .forEach((name, kind) -> fields.add(new HprofWriter.Field(name, kind, 0)));
            out.classDump(
                    id(type.object()),
                    type.parent() == null ? 0 : id(type.parent().object()),
                    type.loader() == null ? 0 : id(type.loader().object()),
                    type.domain() == null ? 0 : id(type.domain()),
                    dumpedBytes(type),
                    statics,
                    fields);
        }
    }

    /** The instance size that HotSpot writes into class records: of the values alone. */
    private int dumpedBytes(JvmClass type) {
        return type.allFieldTypes().stream()
                .mapToInt(kind -> kind == HprofType.OBJECT ? layout.idBytes() : kind.bytes())
                .sum();
    }

    private HprofWriter.Field field(String name, JvmObject.Value value) {
        return new HprofWriter.Field(
                name,
                value.type(),
                value.type() == HprofType.OBJECT ? id(value.target()) : value.bits());
    }

    private void writeRoots() {
        for (int i = 0; i < threads.size(); i++) {
            JvmThread thread = threads.get(i);
            out.root(HprofRoot.THREAD, id(thread.object()), i + 1, i + 2);
            for (int frame = 0; frame < thread.frames().size(); frame++) {
                for (JvmObject local : thread.frames().get(frame).locals()) {
                    out.root(HprofRoot.JAVA_FRAME, id(local), i + 1, frame);
                }
            }
        }
        for (JvmClass type : writtenClasses()) {
            if (type.loader() == null) {
                out.root(HprofRoot.STICKY_CLASS, id(type.object()), 0, 0);
            }
        }
        roots.forEach(
                root -> out.root(root.kind(), id(root.object()), root.thread(), root.frame()));
    }

    private void writeObject(JvmObject object) {
        HprofType element = object.elementType();
        if (element == null) {
            writeInstance(object);
        } else if (element == HprofType.OBJECT) {
            long[] ids = object.slots().stream().mapToLong(this::id).toArray();
            out.objectArray(id(object), id(object.type().object()), ids);
        } else {
            out.primitiveArray(id(object), element, object.contents());
        }
    }

    private void writeInstance(JvmObject object) {
        List<HprofWriter.Field> values = new ArrayList<>();
        for (JvmClass type : object.type().lineage()) {
            type.ownFields()
                    .forEach((name, kind) -> values.add(field(name, object.value(name, kind))));
        }
        out.instance(id(object), id(object.type().object()), values);
    }
}
