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
import dev.tidemark.model.Finding.PerOperation;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import dev.tidemark.report.HuntReport.GrowthPerOperation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Findings of two steps, in each of which 1,000 B accumulate. */
class SurvivorSitesTest {
    private static final Frame EMIT = at("emit", "node:events", 470);
    private static final Frame ROUTE = at("route", "/app/server.js", 9);
    private static final Frame OPEN = at("open", "/app/sessions.js", 15);
    private static final Frame SESSION = at("Session", "/app/sessions.js", 4);
    private static final Frame RENDER = at("render", "/app/pages.js", 3);
    private static final Frame MAP_SET = Frame.function("set");

    @Test
    void whoever_called_the_constructor_of_the_type_is_the_site() {
        Finding found =
                join(
                        finding("Session", 0.2),
                        alive(700, 7, EMIT, ROUTE, OPEN, SESSION),
                        alive(9000, 90, EMIT, ROUTE, RENDER));

        assertThat(found.allocationSite()).isEqualTo(new AllocationSite("open", OPEN.location()));
        assertThat(found.evidenceFor())
                .containsExactly(
                        "nothing was removed",
                        "made in open (sessions.js:15), by 7 of 97 samples of what survived the"
                                + " steps");
        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void as_many_bytes_as_accumulate_make_what_was_likely_certain() {
        Finding found = join(finding("Session", 0.2), alive(1800, 18, EMIT, ROUTE, OPEN, SESSION));

        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.evidenceFor().getLast())
                .endsWith(
                        "18 of 18 samples of what survived the steps: about 1.76 KiB, and 1.95"
                                + " KiB accumulated");
    }

    @Test
    void what_is_only_possible_stays_so() {
        Finding possible = finding(Confidence.POSSIBLE, "Session", 0.2, null, null);

        Finding found = join(possible, alive(1800, 18, EMIT, ROUTE, OPEN, SESSION));

        assertThat(found.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(found.allocationSite()).isNotNull();
    }

    @Test
    void a_few_samples_name_nobody() {
        assertUnchanged(finding("Session", 0.2), alive(1800, 4, EMIT, ROUTE, OPEN, SESSION));
    }

    @Test
    void two_callers_that_share_the_samples_name_none() {
        assertUnchanged(
                finding("Session", 0.2),
                alive(400, 9, EMIT, ROUTE, SESSION),
                alive(400, 9, EMIT, ROUTE, OPEN, SESSION));
    }

    @Test
    void objects_without_a_class_are_made_in_the_holders_file_if_the_bytes_fit() {
        Finding found =
                join(
                        finding("{id, name}", 0.2),
                        alive(1500, 15, EMIT, ROUTE, OPEN, MAP_SET),
                        alive(9000, 90, EMIT, ROUTE, RENDER));

        assertThat(found.allocationSite()).isEqualTo(new AllocationSite("open", OPEN.location()));
    }

    @Test
    void objects_without_a_class_are_not_made_by_a_function_with_far_more_bytes() {
        assertUnchanged(
                finding("{id, name}", 0.2),
                alive(30_000, 15, EMIT, ROUTE, OPEN),
                alive(9000, 90, EMIT, ROUTE, RENDER));
    }

    @Test
    void what_makes_up_most_of_the_growth_is_made_where_most_of_what_survives_is() {
        Finding found =
                join(
                        finding("{id, name}", 0.9),
                        alive(1900, 19, EMIT, ROUTE, RENDER),
                        alive(300, 3, EMIT, ROUTE));

        assertThat(found.allocationSite())
                .isEqualTo(new AllocationSite("render", RENDER.location()));
    }

    @Test
    void functions_are_made_by_the_function_around_them() {
        AllocationSite written =
                new AllocationSite("onChange", new SourceLocation("/app/sessions.js", 17, 20));
        Finding listeners = finding(Confidence.LIKELY, "function onChange", 0.2, written, null);

        Finding found =
                join(
                        listeners,
                        alive(600, 6, EMIT, at("first", "/app/sessions.js", 2)),
                        alive(1500, 15, EMIT, ROUTE, OPEN),
                        alive(600, 6, EMIT, at("later", "/app/sessions.js", 40)));

        assertThat(found.allocationSite()).isEqualTo(written);
        assertThat(found.evidenceFor().getLast()).startsWith("made in open (sessions.js:15)");
    }

    @Test
    void readings_that_agree_with_the_counts_make_what_was_likely_certain() {
        Finding counted =
                finding(Confidence.LIKELY, "Session", 0.8, null, new PerOperation(1, 100));

        assertThat(withReadings(counted, 120).confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(withReadings(counted, 120).evidenceFor().getLast())
                .isEqualTo(
                        "readings of the heap between the snapshots agree: 120 B for each"
                                + " operation");
        assertThat(withReadings(counted, 300)).isEqualTo(counted);
    }

    @Test
    void readings_are_of_all_that_grows_and_say_nothing_of_a_small_part() {
        Finding counted =
                finding(Confidence.LIKELY, "Session", 0.3, null, new PerOperation(1, 100));

        assertThat(withReadings(counted, 100)).isEqualTo(counted);
    }

    private static Finding withReadings(Finding finding, double bytesPerOperation) {
        return join(
                finding,
                MakingSites.NONE,
                Optional.of(new GrowthPerOperation(bytesPerOperation, 0, 1000)));
    }

    private static void assertUnchanged(Finding finding, Alive... stacks) {
        assertThat(join(finding, stacks)).isEqualTo(finding);
    }

    private static Finding join(Finding finding, Alive... stacks) {
        AllocationProfile.Builder profile =
                new AllocationProfile.Builder()
                        .covering(Measure.ALIVE, Coverage.unknown(Coverage.Scale.ESTIMATED));
        for (Alive each : stacks) {
            profile.add(each.stack(), Measure.ALIVE, each.weight());
        }
        return join(finding, new SurvivorSites(profile.build()), Optional.empty());
    }

    private static Finding join(
            Finding finding, MakingSites sites, Optional<GrowthPerOperation> growth) {
        Explanation explanation =
                new Explanation(Verdict.LEAKING, List.of(finding), List.of(), List.of());
        return new JoinedEvidence(sites, growth).addTo(explanation).findings().getFirst();
    }

    private record Alive(List<Frame> stack, Weight weight) {}

    private static Alive alive(long bytes, long samples, Frame... stack) {
        return new Alive(List.of(stack), new Weight(bytes, samples));
    }

    private static Frame at(String name, String file, int line) {
        return Frame.function(name, new SourceLocation(file, line, 9));
    }

    private static Finding finding(String type, double share) {
        return finding(Confidence.LIKELY, type, share, null, null);
    }

    private static Finding finding(
            Confidence confidence,
            String type,
            double share,
            @Nullable AllocationSite site,
            @Nullable PerOperation perOperation) {
        HeapPath path =
                new HeapPath(
                        List.of(
                                new HeapPath.Step("module sessions.js", ""),
                                new HeapPath.Step("sessions", "Map")));
        return new Finding(
                "print",
                "unbounded-collection",
                "sessions",
                confidence,
                new Holder(path, "Map", new SourceLocation("/app/sessions.js", 1, 7)),
                new Accumulation(type, List.of(1L, 11L, 21L), 100),
                new Growth(10, 1000, share, perOperation),
                List.of("nothing was removed"),
                List.of(),
                site,
                Fix.of("remove them"));
    }
}
