package dev.tidemark.monitor.evidence;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.ClassHistogram.Use;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Class histograms in a line. */
final class Counts {
    private static final int NAMED = 3;

    private Counts() {}

    /** What is there most of. */
    static String largest(ClassHistogram histogram) {
        Use all = histogram.classes().values().stream().reduce(new Use(0, 0), Use::plus);
        return String.format(
                Locale.ROOT,
                "%,d live objects in %s: %s",
                all.count(),
                Bytes.of(all.bytes()),
                histogram.classes().entrySet().stream()
                        .sorted(Comparator.comparingLong(each -> -each.getValue().bytes()))
                        .limit(NAMED)
                        .map(each -> each.getKey() + " " + Bytes.of(each.getValue().bytes()))
                        .collect(Collectors.joining(", ")));
    }

    /** What has become more, by bytes; empty when nothing has. */
    static String grown(ClassHistogram before, ClassHistogram after) {
        return after.classes().entrySet().stream()
                .map(each -> Map.entry(each.getKey(), change(before, after, each.getKey())))
                .filter(each -> each.getValue().count() > 0 && each.getValue().bytes() > 0)
                .sorted(Comparator.comparingLong(each -> -each.getValue().bytes()))
                .limit(NAMED)
                .map(each ->
                        String.format(
                                Locale.ROOT,
                                "%,d more %s (%s)",
                                each.getValue().count(),
                                each.getKey(),
                                Bytes.of(each.getValue().bytes())))
                .collect(Collectors.joining(", "));
    }

    private static Use change(ClassHistogram before, ClassHistogram after, String name) {
        return new Use(
                after.of(name).count() - before.of(name).count(),
                after.of(name).bytes() - before.of(name).bytes());
    }
}
