package dev.tidemark.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.ClassHistogram.Use;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Accumulation;
import dev.tidemark.model.Finding.Confidence;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.Finding.Growth;
import dev.tidemark.model.Finding.Holder;
import dev.tidemark.model.Finding.PerOperation;
import dev.tidemark.model.HeapPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountedClassesTest {
    private static final String ORDER = "com.acme.Order";

    @Test
    void a_type_that_grows_as_the_snapshots_say_is_evidence_for_the_leak() {
        Finding found = addTo(finding(true), ORDER, 1000, 100);

        assertThat(found.evidenceFor())
                .containsExactly(
                        "nothing was removed",
                        "the class histogram agrees: com.acme.Order +1.00 per request in 6"
                                + " histograms");
        assertThat(found.evidenceAgainst()).isEmpty();
        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void others_of_the_type_may_accumulate_elsewhere() {
        assertThat(addTo(finding(true), ORDER, 1000, 250).evidenceFor().getLast())
                .contains("+2.50 per request");
    }

    @Test
    void growth_that_the_histograms_rule_out_is_no_leak_and_alone_leaves_the_verdict_open() {
        Explanation told =
                new CountedClasses(histograms(ORDER, 1000, 20), "request")
                        .addTo(explanation(finding(true)));

        assertThat(told.findings()).isEmpty();
        assertThat(told.notLeaks())
                .containsExactly(
                        new Explanation.NotLeak(
                                finding(true).holder().path(),
                                "the class histogram rules it out: com.acme.Order +0.20 per request"
                                        + " in 6 histograms"));
        assertThat(told.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(told.because())
                .containsExactly("the snapshots show growth that the class histograms rule out");
    }

    @Test
    void a_leak_beside_what_is_ruled_out_stays_a_leak() {
        Finding other = finding(true, "com.acme.Cart");
        Explanation both =
                new Explanation(
                        Verdict.LEAKING, List.of(finding(true), other), List.of(), List.of());

        Explanation told = new CountedClasses(histograms(ORDER, 1000, 20), "request").addTo(both);

        assertThat(told.verdict()).isEqualTo(Verdict.LEAKING);
        assertThat(told.findings()).containsExactly(other);
    }

    @Test
    void between_the_two_nothing_is_said() {
        assertThat(addTo(finding(true), ORDER, 1000, 65)).isEqualTo(finding(true));
    }

    @Test
    void where_operations_are_not_counted_the_number_is_compared() {
        assertThat(addTo(finding(false), ORDER, 0, 40).evidenceFor().getLast())
                .isEqualTo("the class histogram agrees: com.acme.Order +200 in 6 histograms");
        assertThat(addTo(finding(false), ORDER, 0, 10)).isEqualTo(finding(false));
    }

    @Test
    void a_type_that_was_not_counted_or_no_histograms_change_nothing() {
        assertThat(addTo(finding(true), "com.acme.Cart", 1000, 100)).isEqualTo(finding(true));
        assertThat(
                        new CountedClasses(ClassGrowth.NONE, "request")
                                .addTo(explanation(finding(true))))
                .isEqualTo(explanation(finding(true)));
    }

    private static Finding addTo(Finding finding, String type, long operations, long added) {
        return new CountedClasses(histograms(type, operations, added), "request")
                .addTo(explanation(finding))
                .findings()
                .getFirst();
    }

    /** Six histograms, 100 operations apart if these are counted. */
    private static ClassGrowth histograms(String type, long operations, long added) {
        List<ClassGrowth.Reading> readings =
                IntStream.range(0, 6)
                        .mapToObj(i ->
                                new ClassGrowth.Reading(
                                        operations == 0 ? 0 : operations + 100L * i,
                                        new ClassHistogram(
                                                Map.of(type, new Use(7 + added * i, 0)))))
                        .toList();
        return new ClassGrowth(readings, 6, Duration.ZERO);
    }

    private static Explanation explanation(Finding finding) {
        return new Explanation(Verdict.LEAKING, List.of(finding), List.of(), List.of());
    }

    private static Finding finding(boolean counted) {
        return finding(counted, ORDER);
    }

    /** A hundred more in each of two steps. */
    private static Finding finding(boolean counted, String type) {
        HeapPath path =
                new HeapPath(
                        List.of(
                                new HeapPath.Step("static Shop.ARCHIVE", "java.util.ArrayList"),
                                new HeapPath.Step("[*]", type)));
        return new Finding(
                "print",
                "unbounded-collection",
                "orders",
                Confidence.LIKELY,
                new Holder(path, "java.util.ArrayList", null),
                new Accumulation(type, List.of(100L, 200L, 300L), 100),
                new Growth(100, 10_000, 1, counted ? new PerOperation(1, 100) : null),
                List.of("nothing was removed"),
                List.of(),
                null,
                Fix.of("remove them"));
    }
}
