package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.explain.patterns.jvm.HashEntries.Entry;
import dev.tidemark.heap.graph.JvmHeap.Field;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Meters with a tag that has a new value for each operation: one meter for each is kept forever.
 */
final class MetricTags implements JvmPattern {
    /** What libraries for metrics call the field for what tells apart meters of one name. */
    private static final Pattern TAGS =
            Pattern.compile("(?i)_?(?:tags?|labels?|attributes|dimensions)(?:map|list|values)?");

    /** By a meter's own field, or by its id's. */
    private static final int NEAR = 12;

    /** So many meters are looked at. */
    private static final int SAMPLES = 400;

    /** A handful of values is what tags are for. */
    private static final int MANY_VALUES = 40;

    @Override
    public String id() {
        return "metric-tags";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        OptionalInt map = suspect.collection();
        if (map.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> entries = HashEntries.of(suspect.heap(), map.getAsInt());
        Map<String, Set<String>> valuesByTag = new TreeMap<>();
        int tagged = 0;
        for (Entry entry : entries.subList(0, Math.min(SAMPLES, entries.size()))) {
            Optional<Integer> tags = tags(suspect, entry);
            if (tags.isPresent()) {
                tagged++;
                addValues(suspect, tags.get(), valuesByTag);
            }
        }
        boolean all = tagged > 0 && tagged == Math.min(SAMPLES, entries.size());
        return all ? mostValues(valuesByTag).map(tag -> tooMany(suspect, tag)) : Optional.empty();
    }

    /** The object behind the field for tags, of the key or of the meter. */
    private static Optional<Integer> tags(JvmSuspect suspect, Entry entry) {
        for (int object : new int[] {entry.key(), entry.value()}) {
            if (object != HashEntries.NONE) {
                Optional<Integer> tags =
                        new Reach(suspect.heap(), NEAR)
                                .all(object, at -> tagsOf(suspect, at).isPresent()).stream()
                                        .map(at -> tagsOf(suspect, at).orElseThrow())
                                        .findFirst();
                if (tags.isPresent()) {
                    return tags;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> tagsOf(JvmSuspect suspect, int object) {
        for (Field field : suspect.heap().fields(suspect.heap().typeOf(object))) {
            if (field.isReference() && TAGS.matcher(field.name()).matches()) {
                OptionalInt tags = suspect.follow(object, field.name());
                if (tags.isPresent()) {
                    return Optional.of(tags.getAsInt());
                }
            }
        }
        return Optional.empty();
    }

    /** Tags and entries of maps have a key and a value, both texts. */
    private static void addValues(
            JvmSuspect suspect, int tags, Map<String, Set<String>> valuesByTag) {
        for (int pair :
                new Reach(suspect.heap(), 4 * NEAR)
                        .all(tags, object -> text(suspect, object, "key").isPresent())) {
            text(suspect, pair, "value")
                    .ifPresent(value ->
                            valuesByTag
                                    .computeIfAbsent(
                                            text(suspect, pair, "key").orElseThrow(),
                                            _ -> new HashSet<>())
                                    .add(value));
        }
    }

    private static Optional<String> text(JvmSuspect suspect, int object, String field) {
        OptionalInt target = suspect.follow(object, field);
        return target.isEmpty() ? Optional.empty() : suspect.heap().text(target.getAsInt());
    }

    private static Optional<Map.Entry<String, Set<String>>> mostValues(
            Map<String, Set<String>> valuesByTag) {
        return valuesByTag.entrySet().stream()
                .max(Comparator.comparingInt(tag -> tag.getValue().size()))
                .filter(tag -> tag.getValue().size() >= MANY_VALUES);
    }

    private static Match tooMany(JvmSuspect suspect, Map.Entry<String, Set<String>> tag) {
        String name = tag.getKey();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "the tag `%s` has %d values among the meters looked at: each makes a meter of its own"
                        .formatted(name, tag.getValue().size()));
        evidence.add("a registry keeps its meters until they are removed");
        return new Match(
                "the tag `%s` makes a new meter for each of its values".formatted(name),
                evidence,
                List.of(),
                null,
                Fix.of(
                                "Leave `%s` out, or put in its place what has few values: a route"
                                                .formatted(name)
                                        + " instead of a path, a class of status, a tenant. What"
                                        + " belongs to one operation belongs into a log or a trace.")
                        .before(
                                "registry.counter(\"calls\", \"status\", status, \"%s\", %s);"
                                        .formatted(name, ClassNames.typeToWrite(name, "id")))
                        .after("registry.counter(\"calls\", \"status\", status);")
                        .trap(
                                "Removing meters by age makes the numbers of what is still alive start"
                                        + " again at zero; and the server that stores them keeps"
                                        + " every series as well.")
                        .verify(suspect.verify()));
    }
}
