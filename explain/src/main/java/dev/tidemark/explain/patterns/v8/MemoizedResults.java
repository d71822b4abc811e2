package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Results that are kept by their arguments, which never come again. */
final class MemoizedResults implements V8Pattern {
    @Override
    public String id() {
        return "memoized-results";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    private static final Pattern JSON =
            Pattern.compile("^[\\[{]\\s*([\"\\[{\\d\\]}]|true|false|null).*", Pattern.DOTALL);
    private static final int SAMPLE = 40;

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        if (suspect.holder().isEmpty() || suspect.newest().isEmpty()) {
            return Optional.empty();
        }
        List<String> keys = keys(suspect, suspect.holder().getAsInt());
        long ofArguments = keys.stream().filter(key -> JSON.matcher(key).matches()).count();
        if (keys.size() < 4 || ofArguments < 0.9 * keys.size()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        return Optional.of(
                Match.of(
                        "results are kept in %s by their arguments, which differ each time"
                                .formatted(holder),
                        List.of(
                                "the keys are JSON, such as " + shortened(keys.getLast()),
                                "no two calls share an entry: none would be found again"),
                        fix(holder)));
    }

    private static String shortened(String key) {
        return key.length() <= 60 ? key : key.substring(0, 57) + "...";
    }

    /** The newest keys of a dictionary, or the newest strings in the table of a Map. */
    private static List<String> keys(V8Suspect suspect, int holder) {
        OptionalInt table = suspect.follow(holder, "table");
        List<String> keys =
                table.isEmpty()
                        ? suspect.links(holder).stream()
                                .filter(Link::isProperty)
                                .map(Link::name)
                                .filter(name -> !name.equals("__proto__"))
                                .toList()
                        : suspect.links(table.getAsInt()).stream()
                                .map(Link::target)
                                .filter(target -> suspect.typeOf(target).equals("string"))
                                .map(suspect::text)
                                .toList();
        return keys.subList(Math.max(0, keys.size() - SAMPLE), keys.size());
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Bound "
                                + holder
                                + ", and make the key of the few values on which the result depends: ids"
                                + " of requests and times do not belong in it.")
                .before(
                        """
                        const key = JSON.stringify(args);
                        %s[key] ??= compute(...args);
                        """
                                .formatted(holder))
                .after(
                        """
                        const results = new LRUCache({ max: 1000 });   // of the package lru-cache
                        const key = `${order.from} ${order.to}`;
                        if (!results.has(key)) {
                          results.set(key, compute(order));
                        }
                        """)
                .trap(
                        "A WeakMap cannot have strings as keys; and with the arguments as keys it never"
                                + " finds anything again, because each call has new objects.")
                .verify("The cache answers most calls (count its hits), and has an upper bound.");
    }
}
