package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.jvm.HashEntries.Entry;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What keys say, as two of them would be compared by a person: by the values of their fields. */
final class KeyContents {
    private final JvmHeap heap;

    KeyContents(JvmHeap heap) {
        this.heap = heap;
    }

    /**
     * How many different contents the keys have; 0 if they are not values: keys of the JDK compare
     * well, and functions, or objects without fields, are meant to be themselves only.
     */
    long distinct(List<Entry> entries) {
        Set<String> contents = new HashSet<>();
        for (Entry entry : entries) {
            if (!isValue(entry.key())) {
                return 0;
            }
            contents.add(content(entry.key()));
        }
        return contents.size();
    }

    private boolean isValue(int key) {
        String type = heap.typeName(heap.typeOf(key));
        List<Field> fields = heap.fields(heap.typeOf(key));
        return !type.startsWith("java.")
                && !ClassNames.isLambda(type)
                && !ClassNames.isAnonymous(type)
                && !fields.isEmpty()
                && fields.stream().noneMatch(field -> field.name().startsWith("this$"));
    }

    private String content(int key) {
        StringBuilder text = new StringBuilder().append(heap.typeOf(key));
        for (Field field : heap.fields(heap.typeOf(key))) {
            text.append('|').append(value(key, field));
        }
        return text.toString();
    }

    private String value(int key, Field field) {
        if (!field.isReference()) {
            return Long.toString(heap.number(key, field.name()).orElse(0));
        }
        OptionalInt target = heap.follow(key, field.name());
        if (target.isEmpty()) {
            return "null";
        }
        Optional<String> text = heap.text(target.getAsInt());
        OptionalLong boxed = boxed(heap, target.getAsInt());
        if (text.isPresent()) {
            return '"' + text.get();
        }
        return boxed.isPresent() ? "#" + boxed.getAsLong() : "@" + target.getAsInt();
    }

    /** The number in a {@code java.lang.Integer} and its like. */
    static OptionalLong boxed(JvmHeap heap, int object) {
        return switch (heap.typeName(heap.typeOf(object))) {
            case "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Short",
                    "java.lang.Byte",
                    "java.lang.Character",
                    "java.lang.Boolean" ->
                    heap.number(object, "value");
            default -> OptionalLong.empty();
        };
    }
}
