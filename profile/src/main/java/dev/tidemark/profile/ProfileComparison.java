package dev.tidemark.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * What changed from one profile to another, by function, for the same amount of work.
 *
 * <p>Functions are the same when they have the same name in the same file, whatever their line:
 * code moves when it is edited. Functions without a name must be at the same place.
 *
 * @param measure what is compared
 * @param basis what the bytes are for
 * @param before of all functions
 * @param after of all functions
 * @param rows those that changed most first
 */
public record ProfileComparison(
        Measure measure, Basis basis, double before, double after, List<Row> rows) {
    public ProfileComparison {
        rows = List.copyOf(rows);
    }

    /** What amount of work the bytes are for. */
    public enum Basis {
        OPERATION,
        SECOND,
        /** Neither operations nor time are known of both: the profiles as they are. */
        WHOLE
    }

    /**
     * One function.
     *
     * @param function as the later profile has it, if it is there
     * @param before bytes that it allocated itself
     * @param after the same in the later profile
     */
    public record Row(Frame function, double before, double after) {
        public double change() {
            return after - before;
        }
    }

    private record Key(String name, String file, int line) {
        static Key of(Frame frame) {
            boolean named = !frame.name().isEmpty() && !frame.name().startsWith("(");
            return new Key(
                    frame.name(), frame.location().file(), named ? 0 : frame.location().line());
        }
    }

    /**
     * Compares what both allocated; if one of them does not tell, what is alive in both.
     *
     * @throws IllegalArgumentException if no measure is in both
     */
    public static ProfileComparison of(AllocationProfile before, AllocationProfile after) {
        Set<Measure> shared = new TreeSet<>(before.measures());
        shared.retainAll(after.measures());
        Measure measure =
                shared.stream()
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "expected two profiles of the same measure, found"
                                                + " one of what was "
                                                + before.mainMeasure().label()
                                                + " and one of what was "
                                                + after.mainMeasure().label()));
        Basis basis = basis(before.coverage(measure), after.coverage(measure));
        ToDoubleFunction<Coverage> unit = coverage -> unit(basis, coverage);
        double unitBefore = unit.applyAsDouble(before.coverage(measure));
        double unitAfter = unit.applyAsDouble(after.coverage(measure));
        return new ProfileComparison(
                measure,
                basis,
                before.total(measure).bytes() / unitBefore,
                after.total(measure).bytes() / unitAfter,
                rows(sums(before, measure, unitBefore), sums(after, measure, unitAfter)));
    }

    private static Basis basis(Coverage before, Coverage after) {
        if (before.operations() > 0 && after.operations() > 0) {
            return Basis.OPERATION;
        }
        return before.seconds() > 0 && after.seconds() > 0 ? Basis.SECOND : Basis.WHOLE;
    }

    private static double unit(Basis basis, Coverage coverage) {
        return switch (basis) {
            case OPERATION -> coverage.operations();
            case SECOND -> coverage.seconds();
            case WHOLE -> 1;
        };
    }

    private record Sum(Frame function, double bytes) {}

    private static Map<Key, Sum> sums(AllocationProfile profile, Measure measure, double unit) {
        Map<Key, Sum> sums = new HashMap<>();
        for (FunctionRow row : FunctionTable.of(profile)) {
            sums.merge(
                    Key.of(row.function()),
                    new Sum(row.function(), row.share(measure).self().bytes() / unit),
                    (one, other) -> new Sum(one.function(), one.bytes() + other.bytes()));
        }
        return sums;
    }

    private static List<Row> rows(Map<Key, Sum> before, Map<Key, Sum> after) {
        List<Row> rows = new ArrayList<>();
        after.forEach((key, sum) -> {
            Sum old = before.get(key);
            rows.add(new Row(sum.function(), old == null ? 0 : old.bytes(), sum.bytes()));
        });
        before.forEach((key, sum) -> {
            if (!after.containsKey(key)) {
                rows.add(new Row(sum.function(), sum.bytes(), 0));
            }
        });
        rows.removeIf(row -> row.before() == 0 && row.after() == 0);
        rows.sort(
                Comparator.comparingDouble((Row row) -> -Math.abs(row.change()))
                        .thenComparing(row -> row.function().toString()));
        return rows;
    }
}
