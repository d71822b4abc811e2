package dev.tidemark.monitor.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * By what a list can be sorted. Numbers fall and names rise unless the order is asked for; what has
 * no number comes last either way.
 */
final class Sorting<T> {
    static final String WORST = "worst";

    private final Map<String, Key<T>> keys;
    private final List<String> names;

    private Sorting(Map<String, Key<T>> keys) {
        this.keys = keys;
        this.names = new ArrayList<>(keys.keySet());
        names.add(WORST);
        names.sort(Comparator.naturalOrder());
    }

    /** One way to sort. */
    private record Key<T>(Comparator<T> rising, Comparator<T> falling, boolean usuallyFalls) {}

    static <T> Builder<T> by() {
        return new Builder<>();
    }

    /**
     * The list in the order that is asked for.
     *
     * @param worstFirst what to sort, in the order of {@code sort=worst}
     */
    List<T> sort(List<T> worstFirst, Parameters parameters) {
        String name = parameters.one("sort", names).orElse(WORST);
        String order = parameters.one("order", List.of("asc", "desc")).orElse("");
        Key<T> key = keys.get(name);
        if (key == null) {
            return order.equals("asc") ? worstFirst.reversed() : worstFirst;
        }
        boolean falls = order.isEmpty() ? key.usuallyFalls : order.equals("desc");
        // Stable, so that what is equal stays worst first.
        return worstFirst.stream().sorted(falls ? key.falling : key.rising).toList();
    }

    static final class Builder<T> {
        private final Map<String, Key<T>> keys = new HashMap<>();

        Builder<T> name(String name, Function<T, String> value) {
            Comparator<T> rising = Comparator.comparing(value, String.CASE_INSENSITIVE_ORDER);
            keys.put(name, new Key<>(rising, rising.reversed(), false));
            return this;
        }

        Builder<T> falling(String name, ToDoubleFunction<T> value) {
            return number(name, value, true);
        }

        Builder<T> rising(String name, ToDoubleFunction<T> value) {
            return number(name, value, false);
        }

        private Builder<T> number(String name, ToDoubleFunction<T> value, boolean falls) {
            Comparator<T> known =
                    Comparator.comparing(one -> !Double.isFinite(value.applyAsDouble(one)));
            Comparator<T> rising = Comparator.comparingDouble(value);
            keys.put(
                    name,
                    new Key<>(
                            known.thenComparing(rising),
                            known.thenComparing(rising.reversed()),
                            falls));
            return this;
        }

        Sorting<T> build() {
            return new Sorting<>(keys);
        }
    }
}
