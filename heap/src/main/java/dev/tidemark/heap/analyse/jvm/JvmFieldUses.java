package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.model.SourceResolver.ClassField;
import dev.tidemark.model.SourceResolver.FieldUse;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Asks the class files of a program what they do with the fields that hold something. */
final class JvmFieldUses {
    /** Lambdas, proxies: no class file has their names. */
    private static final Pattern MADE_AT_RUN_TIME = Pattern.compile("\\$\\$|/|\\$Proxy\\d");

    private final JvmHeap heap;
    private final JvmOrigins origins;
    private final SourceResolver sources;

    JvmFieldUses(JvmHeap heap, JvmOrigins origins, SourceResolver sources) {
        this.heap = heap;
        this.origins = origins;
        this.sources = sources;
    }

    /** A field, with the type that declares it. */
    record Declared(int type, String name) {}

    /** The field that a reference is; empty for elements of arrays. */
    Optional<Declared> field(int from, long reference) {
        int place = heap.field(from, reference);
        if (place == JvmHeap.NO_FIELD) {
            return Optional.empty();
        }
        OptionalInt type = heap.typeOfClass(from);
        Field field =
                type.isPresent()
                        ? heap.statics(type.getAsInt()).get(place)
                        : heap.fields(heap.typeOf(from)).get(place);
        return Optional.of(new Declared(type.orElse(field.declaredBy()), field.name()));
    }

    /** What is done with the field that a reference is; empty for the JDK's, and where unknown. */
    Optional<FieldUse> of(int from, long reference) {
        return field(from, reference)
                .filter(field -> !(origins.of(field.type()) instanceof CodeOrigin.BuiltIn))
                .flatMap(field -> origins.codeSource(field.type()).flatMap(url -> use(field, url)));
    }

    private Optional<FieldUse> use(Declared field, String loadedFrom) {
        String className = heap.typeName(field.type());
        return MADE_AT_RUN_TIME.matcher(className).find()
                ? Optional.empty()
                : sources.field(
                        new ClassField(
                                className, loadedFrom, fieldsOf(field.type()), field.name()));
    }

    private Set<String> fieldsOf(int type) {
        Set<String> names = new HashSet<>();
        heap.statics(type).forEach(field -> names.add(field.name()));
        heap.fields(type).stream()
                .filter(field -> field.declaredBy() == type)
                .forEach(field -> names.add(field.name()));
        // The JVM adds some of its own to the statics: <resolved_references>.
        names.removeIf(name -> name.startsWith("<"));
        return names;
    }
}
