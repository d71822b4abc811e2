package dev.tidemark.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A profile summed by function.
 *
 * <p>Where a profile names the types of what was allocated, these belong to the function that
 * allocated them, and are no rows of their own.
 */
public final class FunctionTable {
    private final Map<Frame, FunctionRow> rows = new HashMap<>();

    private FunctionTable() {}

    /** All functions of a profile, those that allocate most themselves first. */
    public static List<FunctionRow> of(AllocationProfile profile) {
        FunctionTable table = new FunctionTable();
        profile.measures().forEach(measure -> table.add(profile, measure));
        Measure main = profile.mainMeasure();
        return table.rows.values().stream()
                .sorted(
                        Comparator.comparingLong(
                                        (FunctionRow row) -> -row.share(main).self().bytes())
                                .thenComparingLong(row -> -row.share(main).total().bytes())
                                .thenComparing(row -> row.function().toString()))
                .toList();
    }

    private void add(AllocationProfile profile, Measure measure) {
        Weight[] totals = profile.totals(measure);
        for (int node = 1; node < profile.nodeCount(); node++) {
            Frame function = profile.frame(node);
            if (function.isType()) {
                continue;
            }
            Weight total = isOutermost(profile, node) ? totals[node] : Weight.NONE;
            add(function, measure, profile.self(node, measure), total);
        }
        addTypes(profile, measure);
    }

    /** What is booked on a type was allocated by the function right above it. */
    private void addTypes(AllocationProfile profile, Measure measure) {
        for (int node = 1; node < profile.nodeCount(); node++) {
            int caller = profile.parent(node);
            if (profile.frame(node).isType()
                    && caller != AllocationProfile.ROOT
                    && !profile.frame(caller).isType()) {
                add(profile.frame(caller), measure, profile.self(node, measure), Weight.NONE);
            }
        }
    }

    private void add(Frame function, Measure measure, Weight self, Weight total) {
        FunctionRow row =
                rows.computeIfAbsent(
                        function,
                        key ->
                                new FunctionRow(
                                        key, FunctionRow.Share.NONE, FunctionRow.Share.NONE));
        rows.put(function, row.plus(measure, self, total));
    }

    /** Whether no call above is of the same function: inner ones are in the outer one's total. */
    private static boolean isOutermost(AllocationProfile profile, int node) {
        Frame function = profile.frame(node);
        for (int above = profile.parent(node);
                above != AllocationProfile.ROOT;
                above = profile.parent(above)) {
            if (profile.frame(above).equals(function)) {
                return false;
            }
        }
        return true;
    }

    /** The types that a function allocated itself, largest first; empty where none are named. */
    public static List<String> typesAt(AllocationProfile profile, Frame function) {
        Measure main = profile.mainMeasure();
        Map<String, Long> bytesByType = new HashMap<>();
        Set<Integer> sites = new HashSet<>();
        for (int node = 1; node < profile.nodeCount(); node++) {
            Frame frame = profile.frame(node);
            if (frame.isType() && sites.contains(profile.parent(node))) {
                bytesByType.merge(frame.name(), profile.self(node, main).bytes(), Long::sum);
            } else if (frame.equals(function)) {
                sites.add(node);
            }
        }
        return bytesByType.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
