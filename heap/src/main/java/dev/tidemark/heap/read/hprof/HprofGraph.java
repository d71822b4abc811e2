package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.RootKind;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.heap.graph.Truncation;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.Index;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A dump of a JVM, opened. Names and values are read from the file when asked for. */
final class HprofGraph implements JvmHeap {
    private static final int ROOT = 0;
    private static final int NAME_LENGTH = 1024;

    private final DumpReader.Parsed dump;
    private final Types types;
    private final ObjectTable objects;
    private final ReferenceTable references;
    private final ClassObjects classObjects;
    private final ObjectValues values;
    private final Columns columns;
    private final Index index;
    private final ObjectKind[] kindByType;
    private final Map<Integer, List<Field>> fieldsByType = new ConcurrentHashMap<>();
    private final Map<Integer, List<Field>> staticsByType = new ConcurrentHashMap<>();
    private final Map<Integer, int[]> staticReferences = new ConcurrentHashMap<>();

    /**
     * @param columns the memory of the dump, which the graph owns from now on
     * @param index of the dump, owned likewise
     */
    HprofGraph(DumpReader.Parsed dump, Columns columns, Index index) {
        this.dump = dump;
        this.types = dump.types();
        this.objects = dump.objects();
        this.references = dump.references();
        this.classObjects = dump.classObjects();
        this.columns = columns;
        this.index = index;
        this.values =
                new ObjectValues(
                        dump.file(), dump.names(), types, dump.addresses(), objects, dump.places());
        this.kindByType = new ObjectKind[types.count()];
        for (int type = 0; type < kindByType.length; type++) {
            kindByType[type] =
                    type == Types.ROOT
                            ? ObjectKind.SYNTHETIC
                            : types.name(type).endsWith("[]")
                                    ? ObjectKind.ARRAY
                                    : values.isString(type) ? ObjectKind.STRING : ObjectKind.OBJECT;
        }
    }

    @Override
    public SnapshotFormat format() {
        return SnapshotFormat.HPROF;
    }

    @Override
    public Optional<Truncation> truncation() {
        return dump.truncation();
    }

    @Override
    public ObjectLayout layout() {
        return dump.layout();
    }

    @Override
    public int root() {
        return ROOT;
    }

    @Override
    public int objectCount() {
        return objects.count();
    }

    @Override
    public long referenceCount() {
        return references.count();
    }

    @Override
    public long shallowSize(int object) {
        return objects.size(object);
    }

    @Override
    public ObjectKind kind(int object) {
        int type = objects.type(object);
        return type == types.classType() && classObjects.typeOf(object) != Types.NONE
                ? ObjectKind.CLASS
                : kindByType[type];
    }

    @Override
    public String name(int object) {
        int type = objects.type(object);
        if (values.isString(type)) {
            return values.text(object, type, NAME_LENGTH).orElse("");
        }
        int ofClass = type == types.classType() ? classObjects.typeOf(object) : Types.NONE;
        return types.name(ofClass == Types.NONE ? type : ofClass);
    }

    @Override
    public long objectId(int object) {
        return object == ROOT ? 0 : dump.addresses().addressOf(object);
    }

    @Override
    public int typeOf(int object) {
        return objects.type(object);
    }

    @Override
    public int typeCount() {
        return types.count();
    }

    @Override
    public String typeName(int type) {
        return types.name(type);
    }

    @Override
    public Optional<ScriptPosition> position(int object) {
        return Optional.empty();
    }

    @Override
    public long firstReference(int object) {
        return objects.firstReference(object);
    }

    @Override
    public int target(long reference) {
        return references.target(reference);
    }

    @Override
    public ReferenceKind referenceKind(long reference) {
        return ReferenceCodes.kind(references.code(reference));
    }

    @Override
    public boolean retains(long reference) {
        return references.retains(reference);
    }

    @Override
    public int retainedTarget(long reference) {
        return references.retainedTarget(reference);
    }

    @Override
    public void retainedTargets(long first, int count, int[] into) {
        references.retainedTargets(first, count, into);
    }

    @Override
    public String referenceName(long reference) {
        int from = objects.objectOf(reference);
        long nth = reference - objects.firstReference(from);
        return switch (referenceKind(reference)) {
            case PROPERTY, WEAK -> fields(objects.type(from)).get(field(from, reference)).name();
            case STATIC -> statics(classObjects.typeOf(from)).get(field(from, reference)).name();
            case ELEMENT -> Long.toString(values.elementIndex(from, nth - classLinks(from)));
            case LOCAL ->
                    dump.stacks()
                            .nameOfLocal(
                                    from,
                                    (int) (reference - objects.firstReference(from + 1))
                                            + localsOf(from));
            default -> linkName(from, nth);
        };
    }

    private int classLinks(int from) {
        return classObjects.ofType(objects.type(from)) >= 0 ? 1 : 0;
    }

    private int localsOf(int thread) {
        Stacks.Stack stack = dump.stacks().byObject().get(thread);
        return stack == null ? 0 : stack.locals().count();
    }

    private String linkName(int from, long nth) {
        if (from == ROOT) {
            return rootKinds(target(nth)).toString();
        }
        int type = classObjects.typeOf(from);
        return type == Types.NONE ? "class" : classObjects.linkNames(type).get((int) nth);
    }

    @Override
    public OptionalInt classOf(int type) {
        return optional(classObjects.ofType(type));
    }

    @Override
    public OptionalInt typeOfClass(int object) {
        return optional(classObjects.typeOf(object));
    }

    @Override
    public OptionalInt superType(int type) {
        return optional(types.superType(type));
    }

    @Override
    public OptionalInt loaderOf(int type) {
        ClassDump found = types.dump(type);
        return found == null ? OptionalInt.empty() : objectAt(found.loaderId());
    }

    @Override
    public OptionalInt protectionDomainOf(int type) {
        ClassDump found = types.dump(type);
        return found == null ? OptionalInt.empty() : objectAt(found.domainId());
    }

    @Override
    public OptionalInt objectAt(long address) {
        return address == 0 ? OptionalInt.empty() : optional(dump.addresses().indexOf(address));
    }

    private static OptionalInt optional(int index) {
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    @Override
    public List<Field> fields(int type) {
        return fieldsByType.computeIfAbsent(type, key -> List.copyOf(types.fields(key)));
    }

    @Override
    public List<Field> statics(int type) {
        return staticsByType.computeIfAbsent(type, types::statics);
    }

    @Override
    public int field(int from, long reference) {
        byte code = references.code(reference);
        int type = objects.type(from);
        return switch (ReferenceCodes.kind(code)) {
            case PROPERTY, WEAK -> types.referenceFields(type)[placeOf(from, reference, code)];
            case STATIC -> staticReferences(from)[placeOfStatic(from, reference, code)];
            default -> NO_FIELD;
        };
    }

    private int placeOf(int from, long reference, byte code) {
        int type = objects.type(from);
        if (code == ReferenceCodes.WEAK) {
            return types.referent(type);
        }
        long nth = reference - objects.firstReference(from) - classLinks(from);
        return ReferenceCodes.isFar(code)
                ? values.referencePlace(from, type, nth)
                : ReferenceCodes.place(code);
    }

    private int placeOfStatic(int from, long reference, byte code) {
        int type = classObjects.typeOf(from);
        long nth = reference - objects.firstReference(from) - classObjects.linkNames(type).size();
        return ReferenceCodes.isFar(code)
                ? values.staticReferencePlace(type, nth)
                : ReferenceCodes.place(code);
    }

    private int[] staticReferences(int classObject) {
        return staticReferences.computeIfAbsent(
                classObject, key -> classObjects.staticReferences(classObjects.typeOf(key)));
    }

    @Override
    public OptionalInt follow(int object, String field) {
        int type = classObjects.typeOf(object);
        return optional(
                type == Types.NONE
                        ? values.follow(object, objects.type(object), field)
                        : values.followStatic(type, field));
    }

    @Override
    public OptionalLong number(int object, String field) {
        int type = classObjects.typeOf(object);
        return type == Types.NONE
                ? values.number(object, objects.type(object), field)
                : values.staticNumber(type, field);
    }

    @Override
    public OptionalLong staticNumber(int type, String field) {
        return values.staticNumber(type, field);
    }

    @Override
    public Optional<String> text(int object) {
        int type = objects.type(object);
        return values.isString(type)
                ? values.text(object, type, Integer.MAX_VALUE / 4)
                : Optional.empty();
    }

    @Override
    public OptionalLong length(int object) {
        return kind(object) == ObjectKind.ARRAY ? values.length(object) : OptionalLong.empty();
    }

    @Override
    public List<JvmThread> threads() {
        return dump.stacks().threads(this::nameOfThread);
    }

    private String nameOfThread(int thread) {
        OptionalInt name = follow(thread, "name");
        return name.isEmpty() ? "" : name(name.getAsInt());
    }

    @Override
    public List<RootKind> rootKinds(int object) {
        return dump.roots().kindsOf(object);
    }

    @Override
    public Columns newColumns() {
        return columns.others();
    }

    @Override
    public Index index() {
        return index;
    }

    @Override
    public void close() {
        columns.close();
        index.close();
        dump.file().bytes().close();
    }
}
