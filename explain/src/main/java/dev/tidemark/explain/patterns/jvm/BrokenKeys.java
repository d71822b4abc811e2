package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.explain.patterns.jvm.HashEntries.Entry;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keys that are not found again: without equals and hashCode, with bad ones, or changed while they
 * were keys. Every put then adds.
 */
final class BrokenKeys implements JvmPattern {
    /** Fewer keys say nothing about their hashes. */
    private static final int ENOUGH = 40;

    /** Good hashes are nearly all different; where there are ten keys for each, they are not. */
    private static final int KEYS_PER_HASH = 10;

    /** Where every content is there so often, nothing was found again. */
    private static final int KEYS_PER_CONTENT = 2;

    @Override
    public String id() {
        return "broken-keys";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        OptionalInt map = suspect.collection();
        if (map.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> entries =
                HashEntries.of(suspect.heap(), map.getAsInt()).stream()
                        .filter(entry -> entry.key() != HashEntries.NONE)
                        .toList();
        if (entries.size() < ENOUGH) {
            return Optional.empty();
        }
        String keys = ClassNames.spoken(suspect.className(entries.getLast().key()));
        List<String> evidence = evidence(suspect, entries, keys);
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Match(
                                "%s are put into %s and never found again"
                                        .formatted(keys, suspect.holderName()),
                                evidence,
                                List.of(),
                                null,
                                fix(suspect, keys)));
    }

    private static List<String> evidence(JvmSuspect suspect, List<Entry> entries, String keys) {
        List<String> evidence = new ArrayList<>();
        if (suspect.heap()
                .typeName(suspect.heap().typeOf(entries.getLast().key()))
                .endsWith("[]")) {
            evidence.add("the keys are arrays, which are equal to themselves only");
            return evidence;
        }
        fewHashes(suspect, entries).ifPresent(evidence::add);
        KeyContents contents = new KeyContents(suspect.heap());
        long different = contents.distinct(entries);
        if (different > 0 && different * KEYS_PER_CONTENT <= entries.size()) {
            evidence.add(
                    "%d %s hold only %d different contents: equal ones are not found"
                            .formatted(entries.size(), keys, different));
        }
        new StoredHashes(suspect.heap(), entries)
                .changedField()
                .ifPresent(field ->
                        evidence.add(
                                "the hashes in the table fit to other values of `%s` than the keys have now:"
                                                .formatted(field)
                                        + " it was changed after put, so remove misses them"));
        return evidence;
    }

    private static Optional<String> fewHashes(JvmSuspect suspect, List<Entry> entries) {
        long hashes = entries.stream().mapToInt(Entry::hash).distinct().count();
        if (hashes * KEYS_PER_HASH > entries.size()) {
            return Optional.empty();
        }
        long inTrees =
                entries.stream()
                        .filter(entry -> suspect.className(entry.node()).endsWith("$TreeNode"))
                        .count();
        return Optional.of(
                "%d keys have %d hash%s; %d of them lie in the trees that the map makes of crowded slots"
                        .formatted(entries.size(), hashes, hashes == 1 ? "" : "es", inTrees));
    }

    private static Fix fix(JvmSuspect suspect, String keys) {
        String type = ClassNames.typeToWrite(keys, "Key");
        return Fix.of(
                        "Give the key equals(Object) and hashCode over the same fields, all of them final,"
                                + " or make it a record. Never change a key while it is in a map: remove it"
                                + " first, change it, put it again.")
                .before(
                        """
                        final class %s {                          // equal to itself only
                            String id;
                            int version;
                        }\
                        """
                                .formatted(type))
                .after(
                        "record %s(String id, int version) {}      // equals and hashCode come with it"
                                .formatted(type))
                .trap(
                        "A record with an array in it is broken again: arrays are equal to themselves"
                                + " only. And equals(%1$s) overloads equals(Object) instead of"
                                        .formatted(type)
                                + " overriding it: write @Override.")
                .verify(suspect.verify());
    }
}
