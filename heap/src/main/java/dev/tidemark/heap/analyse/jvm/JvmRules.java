package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.RootKind;
import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.model.SourceResolver.FieldUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the objects of a JVM's heap mean. Paths start at static fields and threads; class loaders,
 * which hold every class, are seen through.
 */
public final class JvmRules implements RuntimeRules {
    private static final int[] NO_MEMBERS = {};

    /** Fields of the JDK's collections that hold what was put in. */
    private static final Set<String> CONTENTS =
            Set.of("e0", "e1", "k0", "v0", "element", "key", "value", "k", "v");

    private final JvmHeap heap;
    private final JvmTypes types;
    private final JvmInsides insides;
    private final JvmSlots slots;
    private final JvmThreads threads;
    private final JvmCosts costs;
    private final ThreadLocalNames threadLocals;
    private final DirectMemory directMemory;
    private final JvmOrigins origins;
    private final JvmFieldUses fieldUses;
    private final List<Owner> owners;

    private JvmRules(JvmHeap heap, SourceResolver sources) {
        this.heap = heap;
        types = JvmTypes.of(heap);
        insides = JvmInsides.of(heap, types);
        slots = new JvmSlots(heap, types);
        threads = new JvmThreads(heap);
        costs = new JvmCosts(heap, types, insides, threads);
        threadLocals = new ThreadLocalNames(heap, types);
        directMemory = new DirectMemory(heap, types);
        origins = new JvmOrigins(heap);
        fieldUses = new JvmFieldUses(heap, origins, sources);
        owners = new ArrayList<>(new JvmOwners(heap, types).owners());
        owners.addAll(threads.owners());
    }

    /** The rules for a heap of whose code nothing is known. Cost: two sweeps over the objects. */
    public static JvmRules of(JvmHeap heap) {
        return of(heap, SourceResolver.NONE);
    }

    /** The rules for a heap whose class files may be read. Cost: two sweeps over the objects. */
    public static JvmRules of(JvmHeap heap, SourceResolver sources) {
        return new JvmRules(heap, sources);
    }

    @Override
    public List<Owner> owners() {
        return List.copyOf(owners);
    }

    @Override
    public int maxCost() {
        return JvmCosts.MAX;
    }

    @Override
    public int cost(int from, long reference) {
        return costs.of(from, reference);
    }

    @Override
    public int[] members(int object) {
        return NO_MEMBERS;
    }

    @Override
    public boolean isInternal(int object) {
        return switch (types.of(heap.typeOf(object))) {
            case CLASS, NODE, THREAD_PART -> true;
            case ARRAY, COLLECTION, DATA, OBJECT -> insides.isInside(object);
            case ROOTS, LOADER, THREAD, PLATFORM, BOOKKEEPING -> false;
        };
    }

    @Override
    public boolean isInsideOf(int owner, int object) {
        JvmRole role = types.of(heap.typeOf(object));
        return switch (types.of(heap.typeOf(owner))) {
            case CLASS, ROOTS, THREAD -> role == JvmRole.CLASS || role == JvmRole.THREAD_PART;
            case OBJECT ->
                    role != JvmRole.COLLECTION
                            || types.families().isSegment(heap.typeOf(owner))
                            || types.families().isMadeOf(heap.typeOf(owner), heap.typeOf(object));
            case LOADER, THREAD_PART, COLLECTION, NODE, ARRAY, DATA, PLATFORM, BOOKKEEPING -> true;
        };
    }

    @Override
    public long contents(int object) {
        return insides.buffers().used(object);
    }

    @Override
    public long slots(int object) {
        return slots.of(object);
    }

    @Override
    public boolean isNumbers(int object) {
        return types.isNumbers(heap.typeOf(object));
    }

    @Override
    public Map<String, Long> bytesInUse(int array, int holder) {
        return insides.buffers().usedBeside(array, holder);
    }

    @Override
    public long externalBytes(int object) {
        return directMemory.of(object);
    }

    @Override
    public boolean isBookkeeping(int object) {
        return types.of(heap.typeOf(object)) == JvmRole.BOOKKEEPING
                || insides.isBookkeeping(object);
    }

    @Override
    public boolean isRootGroup(int object) {
        return object == heap.root();
    }

    @Override
    public String stepName(int from, long reference) {
        return switch (types.of(heap.typeOf(from))) {
            case ROOTS -> rootName(heap.target(reference));
            case CLASS -> staticName(from, reference);
            case NODE, DATA -> PathTrie.ANY;
            case ARRAY ->
                    heap.referenceKind(reference) == ReferenceKind.ELEMENT ? PathTrie.ANY : "class";
            case COLLECTION -> slotName(from, reference);
            case THREAD_PART -> threadPartName(from, reference);
            case THREAD -> threadFieldName(from, reference);
            case LOADER, OBJECT, PLATFORM, BOOKKEEPING -> fieldName(from, reference);
        };
    }

    private String rootName(int target) {
        List<RootKind> kinds = heap.rootKinds(target);
        RootKind kind = kinds.isEmpty() ? RootKind.OTHER : kinds.getFirst();
        return switch (kind) {
            case JNI_GLOBAL -> "JNI global";
            case JNI_LOCAL, NATIVE_STACK -> "local in native code";
            case JAVA_FRAME -> "local of an unknown thread";
            case SYSTEM_CLASS -> "system class";
            case THREAD -> "thread";
            case MONITOR -> "lock in use";
            case OTHER -> "held by the JVM";
        };
    }

    private String staticName(int from, long reference) {
        int type = heap.typeOfClass(from).orElse(JvmHeap.NO_FIELD);
        int field = heap.field(from, reference);
        boolean generated = type != JvmHeap.NO_FIELD && types.isGenerated(type);
        if (type == JvmHeap.NO_FIELD || field == JvmHeap.NO_FIELD) {
            return generated ? PathTrie.ANY : "part of " + typeName(from);
        }
        String name = JvmNames.stable(heap.typeName(type));
        return "static %s.%s"
                .formatted(
                        generated ? JvmNames.withoutNumbers(name) : name,
                        heap.statics(type).get(field).name());
    }

    private String slotName(int from, long reference) {
        String name = fieldName(from, reference);
        int field = heap.field(from, reference);
        boolean ofPlatform =
                field != JvmHeap.NO_FIELD
                        && types.isPlatform(heap.fields(heap.typeOf(from)).get(field).declaredBy());
        return ofPlatform && CONTENTS.contains(name) ? PathTrie.ANY : name;
    }

    private String threadPartName(int from, long reference) {
        String name = fieldName(from, reference);
        return name.equals("value") ? JvmSteps.THREAD_LOCAL + threadLocals.of(from) : name;
    }

    private String threadFieldName(int from, long reference) {
        if (heap.referenceKind(reference) == ReferenceKind.LOCAL) {
            return threads.localName(from, heap.target(reference));
        }
        String name = fieldName(from, reference);
        // The same thing on 17 as on 25, where it lies in a part of the thread.
        return name.equals("target") ? "task" : name;
    }

    private String fieldName(int from, long reference) {
        int at = heap.field(from, reference);
        if (at == JvmHeap.NO_FIELD) {
            return heap.referenceKind(reference) == ReferenceKind.ELEMENT ? PathTrie.ANY : "class";
        }
        List<Field> fields = heap.fields(heap.typeOf(from));
        return fields.get(at).name();
    }

    @Override
    public String typeName(int object) {
        int type = heap.typeOf(object);
        if (types.of(type) == JvmRole.CLASS && heap.typeOfClass(object).isPresent()) {
            return "class " + types.name(heap.typeOfClass(object).getAsInt());
        }
        return types.name(type);
    }

    @Override
    public Optional<String> limit(List<Integer> upwards, List<Integer> samples, long entries) {
        return new JvmLimits(heap, types, insides).limit(upwards, samples, entries);
    }

    @Override
    public Set<Long> sizes(String typeName) {
        return new JvmSizes(heap, types).of(typeName);
    }

    @Override
    public Optional<CodeOrigin> origin(int object) {
        return Optional.of(origins.of(heap.typeOfClass(object).orElse(heap.typeOf(object))));
    }

    @Override
    public Optional<String> ownVariable(int from, long reference) {
        return fieldUses
                .field(from, reference)
                .filter(field -> origins.of(field.type()) instanceof CodeOrigin.Own)
                .map(field ->
                        JvmNames.withoutPackage(JvmNames.stable(heap.typeName(field.type())))
                                + "."
                                + field.name()
                                + declaration(from, reference)
                                        .filter(at -> at.line() > 0)
                                        .map(at -> ", " + show(at))
                                        .orElse(""));
    }

    /** Without the package, which the class's name has already. */
    @Override
    public String show(SourceLocation location) {
        String file = location.file();
        return new SourceLocation(
                        file.substring(file.lastIndexOf('/') + 1),
                        location.line(),
                        location.column())
                .toString();
    }

    @Override
    public Optional<SourceLocation> declaration(int from, long reference) {
        return fieldUses.of(from, reference).map(FieldUse::initialised);
    }

    /** A class has an origin, and its fields have that. */
    @Override
    public Optional<CodeOrigin> originOfVariable(int from, long reference) {
        return Optional.empty();
    }

    @Override
    public List<AllocationSite> adders(int from, long reference) {
        return fieldUses.of(from, reference).map(FieldUse::adders).orElse(List.of());
    }

    @Override
    public SourceLocation location(int function) {
        return new SourceLocation("", 0, 0);
    }

    @Override
    public HeapPath readable(List<HeapPath.Step> steps) {
        return JvmSteps.readable(steps, threads);
    }
}
