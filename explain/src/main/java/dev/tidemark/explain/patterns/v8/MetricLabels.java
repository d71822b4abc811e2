package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A metric with labels that take ever new values: each makes a series of its own. */
final class MetricLabels implements V8Pattern {
    @Override
    public String id() {
        return "metric-labels";
    }

    private static final Set<String> LABELS = Set.of("labels", "attributes", "labelValues", "tags");

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        OptionalInt metric = suspect.holder();
        metric = metric.isPresent() ? suspect.owner(metric.getAsInt()) : metric;
        if (entry.isEmpty() || metric.isEmpty() || !isMetric(suspect, metric.getAsInt())) {
            return Optional.empty();
        }
        OptionalInt labels =
                suspect.links(entry.getAsInt()).stream()
                        .filter(link -> link.isProperty() && LABELS.contains(link.name()))
                        .mapToInt(Link::target)
                        .findFirst();
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of(match(suspect, metric.getAsInt(), labels.getAsInt()));
    }

    /** A metric says what it is about: it has a name, and a help text or names of labels. */
    private static boolean isMetric(V8Suspect suspect, int object) {
        return suspect.follow(object, "name").isPresent()
                && (suspect.follow(object, "help").isPresent()
                        || suspect.follow(object, "labelNames").isPresent()
                        || suspect.follow(object, "description").isPresent());
    }

    private static Match match(V8Suspect suspect, int metric, int labels) {
        String name = suspect.text(suspect.follow(metric, "name").orElse(metric));
        List<String> values =
                suspect.links(labels).stream()
                        .filter(link ->
                                link.isProperty()
                                        && suspect.typeOf(link.target()).equals("string")
                                        && !link.name().equals("__proto__"))
                        .map(link ->
                                "%s=\"%s\"".formatted(link.name(), suspect.text(link.target())))
                        .limit(4)
                        .toList();
        List<String> evidence = new ArrayList<>();
        evidence.add("each entry is a series of the metric, for one set of labels");
        if (!values.isEmpty()) {
            evidence.add("the newest is " + String.join(", ", values));
        }
        return Match.of(
                "the metric %s gets ever new labels".formatted(name), evidence, fix(suspect));
    }

    private static Fix fix(V8Suspect suspect) {
        String metric = suspect.fromEnd(1).name();
        return Fix.of(
                        "Use labels of which there are few values: the route instead of the path, the"
                                + " class of a status instead of a message. Ids, paths and texts of errors"
                                + " belong in logs.")
                .before("%s.inc({ path: request.url });".formatted(metric))
                .after("%s.inc({ route: request.route?.path ?? 'unknown' });".formatted(metric))
                .trap(
                        "reset() now and then loses the counts that the monitoring needs, and the next"
                                + " minute makes all series again. Cutting off the query is not enough when"
                                + " ids are in the path.")
                .verify("The page of metrics has as many lines after the load as before it.");
    }
}
