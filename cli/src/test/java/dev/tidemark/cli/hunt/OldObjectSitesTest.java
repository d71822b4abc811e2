package dev.tidemark.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Accumulation;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Confidence;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.Finding.Growth;
import dev.tidemark.model.Finding.Holder;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.OldObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OldObjectSitesTest {
    private static final String ORDER = "com.example.Order";
    private static final Frame SHOP = frame("com.example.Shop", "handle", 41);
    private static final Frame IMPORT = frame("com.example.Import", "run", 7);

    @Test
    void the_function_that_made_most_samples_of_the_type_is_the_site() {
        Finding found =
                addTo(
                        finding(ORDER, null),
                        made(ORDER, SHOP),
                        made(ORDER, SHOP),
                        made(ORDER, IMPORT),
                        made("com.example.Cart", IMPORT));

        assertThat(found.allocationSite())
                .isEqualTo(
                        new AllocationSite(
                                "Shop.handle", new SourceLocation("com/example/Shop.java", 41, 0)));
        assertThat(found.evidenceFor())
                .containsExactly(
                        "nothing was removed",
                        "made at Shop.handle (Shop.java:41), by 2 of 3 sampled old objects of the"
                                + " type");
        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void two_sites_that_share_the_samples_name_none() {
        assertUnchanged(finding(ORDER, null), made(ORDER, SHOP), made(ORDER, IMPORT));
    }

    @Test
    void samples_that_the_holder_keeps_count_alone() {
        Finding found =
                addTo(
                        finding(ORDER, null),
                        made(ORDER, IMPORT, "cache"),
                        made(ORDER, IMPORT, "cache"),
                        made(ORDER, SHOP, "elementData", "ARCHIVE"));

        assertThat(found.allocationSite())
                .isEqualTo(
                        new AllocationSite(
                                "Shop.handle", new SourceLocation("com/example/Shop.java", 41, 0)));
        assertThat(found.evidenceFor().getLast()).contains("by 1 of 1 sampled");
    }

    @Test
    void a_single_sample_that_the_holder_is_not_seen_to_keep_is_not_enough() {
        assertUnchanged(finding(ORDER, null), made(ORDER, SHOP));
    }

    @Test
    void what_the_runtime_made_belongs_to_the_function_of_the_program_that_called_it() {
        String task = "java.util.concurrent.FutureTask";
        Frame submit = frame("java.util.concurrent.AbstractExecutorService", "submit", 145);
        OldObject queued = new OldObject(task, List.of(submit, SHOP, IMPORT), List.of());

        Finding found = addTo(finding(task, null), queued, queued);

        assertThat(found.evidenceFor().getLast()).startsWith("made at Shop.handle (Shop.java:41)");
    }

    @Test
    void samples_without_a_function_of_the_program_count_against_the_others() {
        Frame runtime = frame("java.lang.StringCoding", "encode", 3);

        assertUnchanged(
                finding("String", null),
                made("java.lang.String", SHOP),
                made("java.lang.String", runtime),
                made("java.lang.String", runtime));
    }

    @Test
    void only_a_class_of_the_JDK_may_be_named_without_its_package() {
        Finding text =
                addTo(
                        finding("String", null),
                        made("java.lang.String", SHOP),
                        made("java.lang.String", SHOP));

        assertThat(text.allocationSite()).isNotNull();
        assertUnchanged(finding("Order", null), made(ORDER, SHOP), made(ORDER, SHOP));
    }

    @Test
    void a_site_that_a_pattern_has_found_stays() {
        AllocationSite known =
                new AllocationSite("lambda in Shop", new SourceLocation("Shop.java", 7, 0));

        Finding found = addTo(finding(ORDER, known), made(ORDER, SHOP), made(ORDER, SHOP));

        assertThat(found.allocationSite()).isEqualTo(known);
        assertThat(found.evidenceFor().getLast()).startsWith("made at Shop.handle");
    }

    @Test
    void a_site_with_a_line_is_better_than_one_without() {
        AllocationSite known =
                new AllocationSite("lambda in Shop", new SourceLocation("Shop.java", 0, 0));

        Finding found = addTo(finding(ORDER, known), made(ORDER, SHOP), made(ORDER, SHOP));

        assertThat(found.allocationSite())
                .isEqualTo(
                        new AllocationSite(
                                "Shop.handle", new SourceLocation("com/example/Shop.java", 41, 0)));
    }

    @Test
    void functions_of_classes_that_were_made_at_run_time_give_way_to_their_callers() {
        Frame made = frame("Shop$$Lambda", "accept", 0);
        OldObject order = new OldObject(ORDER, List.of(made, SHOP), List.of());

        Finding found = addTo(finding(ORDER, null), order, order);

        assertThat(found.evidenceFor().getLast()).startsWith("made at Shop.handle (Shop.java:41)");
    }

    @Test
    void enough_samples_that_the_holder_keeps_make_what_was_likely_certain() {
        OldObject[] held = new OldObject[10];
        Arrays.fill(held, made(ORDER, SHOP, "elementData", "ARCHIVE"));

        Finding found = addTo(finding(ORDER, null), held);

        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.evidenceFor().getLast())
                .endsWith(
                        "by 10 of 10 sampled old objects of the type that this holder keeps alive");
    }

    @Test
    void without_samples_nothing_changes() {
        assertUnchanged(finding(ORDER, null));
    }

    private static void assertUnchanged(Finding finding, OldObject... samples) {
        assertThat(addTo(finding, samples)).isEqualTo(finding);
    }

    private static Finding addTo(Finding finding, OldObject... samples) {
        Explanation explanation =
                new Explanation(Verdict.LEAKING, List.of(finding), List.of(), List.of());
        return new JoinedEvidence(new OldObjectSites(List.of(samples)), Optional.empty())
                .addTo(explanation)
                .findings()
                .getFirst();
    }

    private static OldObject made(String type, Frame by, String... heldBy) {
        return new OldObject(type, List.of(by), List.of(heldBy));
    }

    private static Frame frame(String type, String method, int line) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return Frame.function(simple + "." + method, new SourceLocation(type, line, 0));
    }

    private static Finding finding(String type, @Nullable AllocationSite site) {
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
                new Accumulation(type, List.of(1L, 2L, 3L), 100),
                new Growth(1, 100, 1, null),
                List.of("nothing was removed"),
                List.of(),
                site,
                Fix.of("remove them"));
    }
}
