package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The system properties of a JVM, where its dump has them: those of JDK 9 and newer do. */
final class SystemProperties {
    /** Longer chains are no hash table's. */
    private static final int LONGEST_CHAIN = 1000;

    private final JvmHeap heap;

    SystemProperties(JvmHeap heap) {
        this.heap = heap;
    }

    /** A property's text. Cost: reads the names of all of them. */
    Optional<String> get(String name) {
        return properties().stream()
                .flatMap(properties -> heap.follow(properties, "map").stream())
                .flatMap(map -> heap.follow(map, "table").stream())
                .flatMap(this::elements)
                .flatMap(this::chain)
                .filter(entry -> text(entry, "key").filter(name::equals).isPresent())
                .mapToObj(entry -> text(entry, "val"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private OptionalInt properties() {
        for (int type = 0; type < heap.typeCount(); type++) {
            if (heap.typeName(type).equals("java.lang.System")) {
                OptionalInt found = staticField(type, "props");
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt staticField(int type, String name) {
        OptionalInt owner = heap.classOf(type);
        if (owner.isEmpty()) {
            return OptionalInt.empty();
        }
        int from = owner.getAsInt();
        long end = heap.firstReference(from + 1);
        for (long at = heap.firstReference(from); at < end; at++) {
            int place = heap.field(from, at);
            if (place != JvmHeap.NO_FIELD && heap.statics(type).get(place).name().equals(name)) {
                return OptionalInt.of(heap.target(at));
            }
        }
        return OptionalInt.empty();
    }

    private IntStream elements(int array) {
        IntStream.Builder elements = IntStream.builder();
        long end = heap.firstReference(array + 1);
        for (long at = heap.firstReference(array); at < end; at++) {
            if (heap.referenceKind(at) == ReferenceKind.ELEMENT) {
                elements.add(heap.target(at));
            }
        }
        return elements.build();
    }

    private IntStream chain(int first) {
        IntStream.Builder chain = IntStream.builder();
        OptionalInt entry = OptionalInt.of(first);
        for (int i = 0; i < LONGEST_CHAIN && entry.isPresent(); i++) {
            chain.add(entry.getAsInt());
            entry = heap.follow(entry.getAsInt(), "next");
        }
        return chain.build();
    }

    private Optional<String> text(int object, String field) {
        OptionalInt text = heap.follow(object, field);
        return text.isPresent() ? heap.text(text.getAsInt()) : Optional.empty();
    }
}
