package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph.ScriptPosition;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How Chrome DevTools groups objects, each object looked at alone against a list of interfaces. */
final class SlowTypes {
    /** What objects of one type have in common; {@code group} keeps apart what is only named so. */
    record Key(String group, String name, Optional<ScriptPosition> constructor) {}

    private record Interface(String name, List<String> properties) {
        boolean fits(List<String> names) {
            // Each as often as it is asked for.
            List<String> left = new ArrayList<>(names);
            return properties.stream().allMatch(left::remove);
        }
    }

    private final SlowV8Snapshot snapshot;
    private final List<Interface> interfaces;

    SlowTypes(SlowV8Snapshot snapshot) {
        this.snapshot = snapshot;
        this.interfaces = interfaces();
    }

    Key keyOf(int object) {
        SlowV8Snapshot.Node node = snapshot.node(object);
        return switch (node.kind()) {
            case OBJECT -> keyOfObject(object);
            case NATIVE -> new Key("named", tag(snapshot.name(object)), Optional.empty());
            case HIDDEN -> ofKind("(system)");
            case CODE -> ofKind("(compiled code)");
            case CLOSURE -> ofKind("Function");
            case REGEXP -> ofKind("RegExp");
            case ARRAY,
                    CLASS,
                    STRING,
                    NUMBER,
                    SYNTHETIC,
                    CONCATENATED_STRING,
                    SLICED_STRING,
                    SYMBOL,
                    BIGINT,
                    SHAPE,
                    OTHER ->
                    ofKind("(" + node.kindName() + ")");
        };
    }

    private Key keyOfObject(int object) {
        String name = tag(snapshot.node(object).name());
        String group = "named";
        if (isPlain(object)) {
            List<String> properties = properties(object);
            Optional<Interface> best =
                    interfaces.stream()
                            .filter(one -> one.fits(properties))
                            .max(
                                    Comparator.comparingInt(
                                                    (Interface one) -> one.properties.size())
                                            .thenComparing(
                                                    interfaces::indexOf,
                                                    Comparator.reverseOrder()));
            if (best.isPresent()) {
                name = best.get().name;
                group = "plain";
            }
        }
        Optional<ScriptPosition> place = snapshot.position(object);
        return new Key(place.isPresent() ? "constructed" : group, name, place);
    }

    private static Key ofKind(String name) {
        return new Key("kind", name, Optional.empty());
    }

    /** {@code <div id="a">} is a {@code <div>}, whether detached or not. */
    private static String tag(String name) {
        return name.replaceFirst("(?s)^((?:Detached )?<[^ ]*) .*", "$1>");
    }

    private boolean isPlain(int object) {
        SlowV8Snapshot.Node node = snapshot.node(object);
        return node.kind() == ObjectKind.OBJECT && node.name().equals("Object");
    }

    private List<String> properties(int object) {
        return snapshot.edges(object).stream()
                .filter(edge -> edge.kind() == ReferenceKind.PROPERTY)
                .map(SlowV8Snapshot.Edge::name)
                .toList();
    }

    private List<Interface> interfaces() {
        Map<Interface, Integer> counts = new LinkedHashMap<>();
        int plain = 0;
        for (int object = 0; object < snapshot.objectCount(); object++) {
            if (isPlain(object)) {
                plain++;
                Interface leading = leading(properties(object));
                if (!leading.properties.isEmpty()) {
                    counts.merge(leading, 1, Integer::sum);
                }
            }
        }
        double enough = Math.max(2, plain / 1000.0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= enough)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The first properties, as far as their names fit into 120 characters; one at least. */
    private static Interface leading(List<String> properties) {
        List<String> leading = new ArrayList<>();
        String name = "{";
        for (String property : properties) {
            if (property.equals("__proto__")) {
                continue;
            }
            String written = written(property);
            if (!leading.isEmpty() && name.length() + written.length() > 120) {
                break;
            }
            name += (leading.isEmpty() ? "" : ", ") + written;
            leading.add(property);
        }
        return new Interface(name + "}", leading);
    }

    private static String written(String property) {
        if (property.chars().noneMatch(c -> ",'\"{}".indexOf(c) >= 0)) {
            return property;
        }
        return property.chars()
                .mapToObj(SlowTypes::escaped)
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> c < ' ' ? "\\u%04x".formatted(c) : Character.toString(c);
        };
    }
}
