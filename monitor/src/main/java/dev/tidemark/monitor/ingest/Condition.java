package dev.tidemark.monitor.ingest;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which series of a metric are meant.
 *
 * @param labels of which the first that is there is looked at; none: all series are meant
 * @param matching whether it has to match, or must not
 */
record Condition(List<String> labels, Pattern value, boolean matching) {
    static final Condition ALWAYS = new Condition(List.of(), Pattern.compile(""), true);

    boolean holds(Map<String, String> of) {
        return labels.isEmpty()
                || Meaning.first(labels, of).map(value.asMatchPredicate()::test).orElse(false)
                        == matching;
    }
}
