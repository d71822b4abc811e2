package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph.ScriptPosition;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.IntList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The type that each object counts under, as Chrome DevTools groups them: by constructor name, and
 * by the constructor's place in the source where that is known; plain objects by their interface;
 * everything else by its kind.
 */
final class Types {
    private final IntColumn typeByNode;
    private final List<String> names;
    private final Map<Integer, ScriptPosition> constructors;

    private Types(
            IntColumn typeByNode, List<String> names, Map<Integer, ScriptPosition> constructors) {
        this.typeByNode = typeByNode;
        this.names = names;
        this.constructors = constructors;
    }

    int of(int node) {
        return typeByNode.get(node);
    }

    int count() {
        return names.size();
    }

    String name(int type) {
        return names.get(type);
    }

    /** Where the constructor of a type is that is known by it. */
    Optional<ScriptPosition> constructor(int type) {
        return Optional.ofNullable(constructors.get(type));
    }

    /**
     * Sorts the objects of a snapshot into types. Types are numbered as their first objects come,
     * so that two runs agree.
     */
    static Types of(Parsed parsed, Columns columns, Set<Integer> detached) {
        return new Builder(parsed, columns, detached).build();
    }

    /** Chrome names a node {@code <div id="a">}, also behind "Detached "; its type is the tag. */
    static String withoutAttributes(String name) {
        int start = name.startsWith("Detached ") ? "Detached ".length() : 0;
        int space = name.startsWith("<", start) ? name.indexOf(' ', start) : -1;
        return space < 0 ? name : name.substring(0, space) + ">";
    }

    /** What tells one type from another. */
    private sealed interface Key {
        record Named(String name) implements Key {}

        record Constructed(String name, ScriptPosition constructor) implements Key {}

        record OfKind(String name) implements Key {}

        record Plain(String interfaceName) implements Key {}
    }

    private static final class Builder {
        private final Parsed parsed;
        private final Nodes nodes;
        private final Set<Integer> detached;
        private final ObjectKind[] kinds;
        private final IntColumn typeByNode;
        private final Map<Key, Integer> types = new HashMap<>();
        private final List<String> names = new ArrayList<>();
        private final Map<Integer, ScriptPosition> constructors = new HashMap<>();

        /** Type plus 1 of the objects with a name and no known constructor, by string index. */
        private final int[] typeByName;

        /** Type plus 1 of what has no type of its own, by number of the node type. */
        private final int[] typeByKind;

        private final IntList plainObjects = new IntList();
        private int nextLocation;

        Builder(Parsed parsed, Columns columns, Set<Integer> detached) {
            this.parsed = parsed;
            this.nodes = parsed.nodes();
            this.detached = detached;
            this.kinds = parsed.layout().objectKinds();
            this.typeByNode = columns.ints(nodes.count(), Access.SWEPT);
            this.typeByName = new int[parsed.strings().count()];
            this.typeByKind = new int[kinds.length];
        }

        Types build() {
            for (int node = 0; node < nodes.count(); node++) {
                typeByNode.set(node, typeOf(node));
            }
            typePlainObjects();
            return new Types(typeByNode, List.copyOf(names), Map.copyOf(constructors));
        }

        private int typeOf(int node) {
            int rawType = nodes.type(node);
            ObjectKind kind = kinds[rawType];
            if (kind == ObjectKind.OBJECT) {
                return typeOfObject(node);
            }
            if (kind == ObjectKind.NATIVE) {
                return detached.contains(node)
                        ? type(new Key.Named(tag("Detached " + parsed.nodeName(node))))
                        : typeByName(nodes.name(node));
            }
            if (typeByKind[rawType] == 0) {
                typeByKind[rawType] = 1 + type(new Key.OfKind(nameOfKind(kind, rawType)));
            }
            return typeByKind[rawType] - 1;
        }

        private static String tag(String name) {
            return withoutAttributes(name);
        }

        private int typeOfObject(int node) {
            Locations locations = parsed.locations();
            while (nextLocation < locations.count() && locations.node(nextLocation) < node) {
                nextLocation++;
            }
            int type = typeByName(nodes.name(node));
            if (names.get(type).equals("Object")) {
                plainObjects.add(node);
            }
            if (nextLocation < locations.count() && locations.node(nextLocation) == node) {
                return type(new Key.Constructed(names.get(type), locations.position(nextLocation)));
            }
            return type;
        }

        private int typeByName(int name) {
            if (typeByName[name] == 0) {
                typeByName[name] = 1 + type(new Key.Named(tag(parsed.strings().get(name))));
            }
            return typeByName[name] - 1;
        }

        private int type(Key key) {
            return types.computeIfAbsent(key, this::add);
        }

        private int add(Key key) {
            if (key instanceof Key.Constructed(_, ScriptPosition constructor)) {
                constructors.put(names.size(), constructor);
            }
            names.add(
                    switch (key) {
                        case Key.Named(String name) -> name;
                        case Key.Constructed(String name, _) -> name;
                        case Key.OfKind(String name) -> name;
                        case Key.Plain(String name) -> name;
                    });
            return names.size() - 1;
        }

        private String nameOfKind(ObjectKind kind, int rawType) {
            return switch (kind) {
                case HIDDEN -> "(system)";
                case CODE -> "(compiled code)";
                case CLOSURE -> "Function";
                case REGEXP -> "RegExp";
                case ARRAY,
                        STRING,
                        OBJECT,
                        CLASS,
                        NUMBER,
                        NATIVE,
                        SYNTHETIC,
                        CONCATENATED_STRING,
                        SLICED_STRING,
                        SYMBOL,
                        BIGINT,
                        SHAPE,
                        OTHER ->
                        "(" + parsed.layout().nodeTypes().get(rawType) + ")";
            };
        }

        private void typePlainObjects() {
            Interfaces interfaces = Interfaces.among(parsed, plainObjects);
            List<String> interfaceNames = interfaces.names();
            for (int i = 0; i < plainObjects.size(); i++) {
                int node = plainObjects.get(i);
                int match = interfaces.of(i, node);
                if (match >= 0) {
                    typeByNode.set(node, typeOfPlain(node, interfaceNames.get(match)));
                }
            }
        }

        private int typeOfPlain(int node, String interfaceName) {
            return parsed.locations()
                    .of(node)
                    .map(place -> type(new Key.Constructed(interfaceName, place)))
                    .orElseGet(() -> type(new Key.Plain(interfaceName)));
        }
    }
}
