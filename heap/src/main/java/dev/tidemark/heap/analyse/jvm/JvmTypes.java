package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The role of every type, found by what it extends, where it was loaded from and what its fields
 * are called; and its name in paths. No class is known here by its own name but those that the JVM
 * itself treats apart.
 */
final class JvmTypes {
    /** The arrays and links of what extends one of these are the insides of a collection. */
    private static final Set<String> COLLECTION_BASES =
            Set.of(
                    "java.util.AbstractCollection",
                    "java.util.AbstractMap",
                    "java.util.Dictionary",
                    "java.util.concurrent.CopyOnWriteArrayList");

    private static final Set<String> COLLECTION_PACKAGES =
            Set.of("java.util", "java.util.concurrent", "java.util.concurrent.atomic");

    /** Collections of the JDK that extend nothing are known by the last word of their name. */
    private static final List<String> COLLECTION_WORDS =
            List.of("List", "Set", "Map", "Queue", "Deque", "Collection", "ReferenceArray");

    private static final List<String> BOOKKEEPING_PACKAGES =
            List.of(
                    "java.lang.invoke.",
                    "java.lang.module.",
                    "java.lang.constant.",
                    "java.lang.runtime.",
                    "jdk.internal.reflect.",
                    "jdk.internal.module.",
                    "jdk.internal.loader.",
                    "jdk.internal.jimage.",
                    "jdk.internal.vm.",
                    "sun.reflect.",
                    "sun.invoke.");

    private static final Set<String> BOOKKEEPING_CLASSES =
            Set.of(
                    "java.lang.Module",
                    "java.lang.ModuleLayer",
                    "java.lang.NamedPackage",
                    "java.lang.Package",
                    "java.lang.ClassValue",
                    "java.lang.WeakPairMap",
                    "java.security.ProtectionDomain",
                    "java.security.CodeSource",
                    "java.security.AccessControlContext");

    /** The value of one variable in one thread. */
    static final String THREAD_LOCAL_ENTRY = "java.lang.ThreadLocal$ThreadLocalMap$Entry";

    private static final Set<String> THREAD_PARTS =
            Set.of(
                    "java.lang.ThreadLocal$ThreadLocalMap",
                    THREAD_LOCAL_ENTRY,
                    "java.lang.Thread$FieldHolder");

    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "char", "float", "double", "byte", "short", "int", "long");

    private final JvmHeap heap;
    private final JvmRole[] roles;
    private final String[] names;
    private final boolean[] platform;
    private final GeneratedClasses generated;
    private final JvmFamilies families;

    private JvmTypes(JvmHeap heap) {
        this.heap = heap;
        generated = GeneratedClasses.of(heap);
        roles = new JvmRole[heap.typeCount()];
        names = new String[heap.typeCount()];
        platform = new boolean[heap.typeCount()];
        int rootType = heap.typeOf(heap.root());
        for (int type = 0; type < roles.length; type++) {
            platform[type] = isFromPlatform(type);
            names[type] = shownName(type);
            roles[type] = type == rootType ? JvmRole.ROOTS : role(type);
        }
        families = JvmFamilies.of(heap, roles.clone(), this::isOfPlatformsCollections);
        findNodes();
    }

    private String shownName(int type) {
        String name = JvmNames.shown(heap.typeName(type));
        return generated.contains(type) ? JvmNames.withoutNumbers(name) : name;
    }

    static JvmTypes of(JvmHeap heap) {
        return new JvmTypes(heap);
    }

    /** How the types of a collection belong together. */
    JvmFamilies families() {
        return families;
    }

    /** What objects of the type are. */
    JvmRole of(int type) {
        return roles[type];
    }

    /** The name in paths. */
    String name(int type) {
        return names[type];
    }

    /** Whether the type is the JDK's. */
    boolean isPlatform(int type) {
        return platform[type];
    }

    /** Whether the type is one of many that the program has made, each with a loader. */
    boolean isGenerated(int type) {
        return generated.contains(type);
    }

    /** Whether the type is an array of numbers, characters or truth values. */
    boolean isNumbers(int type) {
        return roles[type] == JvmRole.DATA && heap.typeName(type).endsWith("[]");
    }

    private boolean isFromPlatform(int type) {
        OptionalInt loader = heap.loaderOf(type);
        return loader.isEmpty()
                || JvmNames.simple(heap.typeName(heap.typeOf(loader.getAsInt())))
                        .equals("PlatformClassLoader");
    }

    private JvmRole role(int type) {
        String name = heap.typeName(type);
        if (name.endsWith("[]")) {
            return PRIMITIVES.contains(name.substring(0, name.length() - 2))
                    ? JvmRole.DATA
                    : JvmRole.ARRAY;
        }
        if (name.equals("java.lang.Class")) {
            return JvmRole.CLASS;
        }
        if (THREAD_PARTS.contains(name)) {
            return JvmRole.THREAD_PART;
        }
        if (extendsOne(type, Set.of("java.lang.ClassLoader"))) {
            return JvmRole.LOADER;
        }
        if (extendsOne(type, Set.of("java.lang.Thread"))) {
            return JvmRole.THREAD;
        }
        if (isData(type, name)) {
            return JvmRole.DATA;
        }
        if (isBookkeeping(name)) {
            return JvmRole.BOOKKEEPING;
        }
        if (isCollection(type)) {
            return JvmRole.COLLECTION;
        }
        return platform[type] ? JvmRole.PLATFORM : JvmRole.OBJECT;
    }

    private boolean isData(int type, String name) {
        return JvmNames.packageOf(name).equals("java.lang")
                && (name.equals("java.lang.String")
                        || name.equals("java.lang.Boolean")
                        || name.equals("java.lang.Character")
                        || extendsOne(type, Set.of("java.lang.Number")));
    }

    private static boolean isBookkeeping(String name) {
        return BOOKKEEPING_CLASSES.contains(name)
                || BOOKKEEPING_CLASSES.contains(JvmNames.outermost(name))
                || name.startsWith("java.lang.Class$")
                || BOOKKEEPING_PACKAGES.stream().anyMatch(name::startsWith);
    }

    private boolean isCollection(int type) {
        for (int at = type; at >= 0; at = heap.superType(at).orElse(-1)) {
            String name = heap.typeName(at);
            if (COLLECTION_BASES.contains(name)
                    || (COLLECTION_PACKAGES.contains(JvmNames.packageOf(name))
                            && isCollectionName(name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCollectionName(String name) {
        String simple = JvmNames.simple(name);
        return COLLECTION_WORDS.stream().anyMatch(simple::endsWith);
    }

    private boolean isOfPlatformsCollections(int type) {
        return platform[type]
                && COLLECTION_PACKAGES.contains(JvmNames.packageOf(heap.typeName(type)));
    }

    /** Whether the type is one of those or extends one. */
    boolean extendsOne(int type, Set<String> ancestors) {
        for (int at = type; at >= 0; at = heap.superType(at).orElse(-1)) {
            if (ancestors.contains(heap.typeName(at))) {
                return true;
            }
        }
        return false;
    }

    /** Nodes take the roles that their shapes say, and so do arrays of them. */
    private void findNodes() {
        Set<String> nodes = new HashSet<>();
        for (int type = 0; type < roles.length; type++) {
            if (families.isNode(type)) {
                nodes.add(heap.typeName(type));
                roles[type] = JvmRole.NODE;
            }
        }
        for (int type = 0; type < roles.length; type++) {
            String name = heap.typeName(type);
            if (roles[type] == JvmRole.ARRAY && nodes.contains(name.replace("[]", ""))) {
                roles[type] = JvmRole.NODE;
            }
        }
    }
}
