package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.memory.IntList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives plain objects a type by the properties that they have, {@code {id, name}}, as Chrome
 * DevTools does; else millions of them would all be {@code Object}.
 *
 * <p>The lists of leading properties that at least two objects, and one plain object in a thousand,
 * have are the interfaces. An object has the interface with the most properties of which it lacks
 * none; of equals, the one that more objects start with.
 */
final class Interfaces {
    private static final int MAX_NAME_LENGTH = 120;
    private static final int MIN_OBJECTS = 2;
    private static final double MIN_SHARE = 1.0 / 1000;

    /** Objects with more properties than this are dictionaries: hardly two have the same list. */
    private static final int MAX_SHARED = 64;

    private static final int UNSHARED = -1;
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,'\"{}]");

    private final Parsed parsed;
    private final RecordCursor cursor;
    private final int nameField;
    private final int property;
    private final Map<Integer, PropertyName> names = new HashMap<>();
    private final List<Interface> found = new ArrayList<>();

    /** Place in the alphabet of the properties that interfaces have, by string index. */
    private final Map<Integer, Integer> ranks = new HashMap<>();

    private final Step start = new Step();

    /** The lists that several objects may share, and their numbers. */
    private final Map<PropertyList, Integer> lists = new HashMap<>();

    private final IntList matchByList = new IntList();
    private final IntList listByObject = new IntList();

    private Interfaces(Parsed parsed) {
        this.parsed = parsed;
        this.cursor = parsed.edgeCursor();
        this.nameField = parsed.layout().edge().nameOrIndex();
        this.property = parsed.edgeType(ReferenceKind.PROPERTY);
    }

    /** The properties that leading objects share. */
    private record Interface(String name, PropertyList list) {
        int[] properties() {
            return list.properties;
        }
    }

    /** A property's text, and how it is written in the name of an interface. */
    private record PropertyName(String text, int writtenLength) {}

    /** A node of the tree that is searched with the sorted properties of an object. */
    private static final class Step {
        private final Map<Integer, Step> next = new HashMap<>();
        private int match = -1;
        private int propertyCount;
    }

    /** String indexes or ranks of properties, as a key. */
    private static final class PropertyList {
        private final int[] properties;

        PropertyList(int[] properties) {
            this.properties = properties;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PropertyList list && Arrays.equals(properties, list.properties);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(properties);
        }
    }

    /** Finds the interfaces of the given plain objects. */
    static Interfaces among(Parsed parsed, IntList plainObjects) {
        Interfaces interfaces = new Interfaces(parsed);
        interfaces.find(plainObjects);
        interfaces.buildSteps();
        interfaces.matchLists();
        return interfaces;
    }

    /** Names of the interfaces; {@link #of} gives their indexes. */
    List<String> names() {
        return found.stream().map(Interface::name).toList();
    }

    /**
     * The interface of a plain object, or -1.
     *
     * @param index its place among the plain objects that were given
     */
    int of(int index, int node) {
        int list = listByObject.get(index);
        return list == UNSHARED ? match(propertiesOf(node)) : matchByList.get(list);
    }

    private void find(IntList plainObjects) {
        Map<PropertyList, int[]> counts = new LinkedHashMap<>();
        for (int i = 0; i < plainObjects.size(); i++) {
            int[] properties = propertiesOf(plainObjects.get(i));
            listByObject.add(numberOf(properties));
            int[] leading = leading(properties);
            if (leading.length > 0) {
                counts.computeIfAbsent(new PropertyList(leading), _ -> new int[1])[0]++;
            }
        }
        double enough = Math.max(MIN_OBJECTS, plainObjects.size() * MIN_SHARE);
        counts.entrySet().stream()
                .filter(candidate -> candidate.getValue()[0] >= enough)
                // The sort keeps the order of equals, which is that of the objects.
                .sorted(Comparator.comparingInt(candidate -> -candidate.getValue()[0]))
                .forEach(candidate -> found.add(named(candidate.getKey())));
    }

    private int numberOf(int[] properties) {
        if (properties.length > MAX_SHARED) {
            return UNSHARED;
        }
        return lists.computeIfAbsent(new PropertyList(properties), _ -> lists.size());
    }

    private int[] propertiesOf(int node) {
        IntList properties = new IntList();
        long end = parsed.nodes().firstEdge(node + 1);
        for (long edge = parsed.nodes().firstEdge(node); edge < end; edge++) {
            if (parsed.edges().type(edge) == property) {
                properties.add((int) cursor.read(edge)[nameField]);
            }
        }
        return properties.toArray();
    }

    /** The properties that fit into the name of an interface. */
    private int[] leading(int[] properties) {
        IntList leading = new IntList();
        int length = 1;
        for (int index : properties) {
            PropertyName name = name(index);
            if (name.text.equals("__proto__")) {
                continue;
            }
            if (length > 1 && length + name.writtenLength > MAX_NAME_LENGTH) {
                break;
            }
            length += name.writtenLength + (length > 1 ? ", ".length() : 0);
            leading.add(index);
        }
        return leading.toArray();
    }

    private PropertyName name(int index) {
        PropertyName known = names.get(index);
        if (known == null) {
            String text = parsed.strings().get(index);
            known = new PropertyName(text, written(text).length());
            names.put(index, known);
        }
        return known;
    }

    private Interface named(PropertyList list) {
        StringBuilder name = new StringBuilder("{");
        for (int index : list.properties) {
            if (name.length() > 1) {
                name.append(", ");
            }
            name.append(written(name(index).text));
        }
        return new Interface(name.append('}').toString(), list);
    }

    /** A property as it stands in the name of an interface: quoted when it could be misread. */
    private static String written(String property) {
        if (!NEEDS_QUOTES.matcher(property).find()) {
            return property;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < property.length(); i++) {
            char c = property.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (c < ' ') {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    private void buildSteps() {
        List<Integer> properties =
                found.stream()
                        .flatMap(one -> Arrays.stream(one.properties()).boxed())
                        .distinct()
                        .sorted(Comparator.comparing((Integer index) -> name(index).text))
                        .toList();
        for (int rank = 0; rank < properties.size(); rank++) {
            ranks.put(properties.get(rank), rank);
        }
        for (int i = 0; i < found.size(); i++) {
            Step step = start;
            int[] sorted = found.get(i).properties().clone();
            for (int k = 0; k < sorted.length; k++) {
                sorted[k] = ranks.getOrDefault(sorted[k], -1);
            }
            Arrays.sort(sorted);
            for (int rank : sorted) {
                step = step.next.computeIfAbsent(rank, _ -> new Step());
            }
            if (step.match < 0) {
                step.match = i;
                step.propertyCount = sorted.length;
            }
        }
    }

    private void matchLists() {
        int[] matches = new int[lists.size()];
        lists.forEach((list, number) -> matches[number] = match(list.properties));
        for (int match : matches) {
            matchByList.add(match);
        }
        lists.clear();
    }

    /** The best interface of an object with these properties. */
    private int match(int[] properties) {
        int[] sorted =
                Arrays.stream(properties)
                        .map(name -> ranks.getOrDefault(name, -1))
                        .filter(rank -> rank >= 0)
                        .sorted()
                        .toArray();
        Set<Step> reached = new LinkedHashSet<>(List.of(start));
        Step best = start;
        for (int rank : sorted) {
            for (Step step : List.copyOf(reached)) {
                Step next = step.next.get(rank);
                if (next != null && reached.add(next)) {
                    best = better(best, next);
                }
            }
        }
        return best.match;
    }

    private static Step better(Step a, Step b) {
        if (b.match < 0) {
            return a;
        }
        if (a.match < 0 || b.propertyCount > a.propertyCount) {
            return b;
        }
        return b.propertyCount == a.propertyCount && b.match < a.match ? b : a;
    }
}
