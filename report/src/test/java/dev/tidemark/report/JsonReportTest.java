package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tidemark.model.MemorySample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What we write against the schemas that we publish. */
class JsonReportTest {
    private static final String BASE = "schema:/";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemas(JsonReportTest::published));

    private final JsonReport json = new JsonReport("0.1.0");

    @Test
    void a_summary_follows_its_schema_whether_whole_or_cut() {
        assertFollows("summary", json.summary(Samples.summary()));
        assertFollows("summary", json.summary(Samples.cutSummary()));
    }

    @Test
    void a_diff_follows_its_schema() {
        assertFollows("diff", json.diff(Samples.diff()));
    }

    @Test
    void retaining_paths_follow_their_schema() {
        assertFollows("why", json.why(Samples.why()));
    }

    @Test
    void redacted_snapshots_follow_their_schema() {
        assertFollows("redact", json.redact(Samples.redacted()));
    }

    @Test
    void the_address_of_an_opened_snapshot_follows_its_schema() {
        assertFollows("open", json.opened("http://127.0.0.1:4711/?token=5eed"));
    }

    @Test
    void an_explanation_follows_its_schema_whatever_its_verdict() {
        assertFollows("explain", json.explain(Samples.leaking()));
        assertFollows("explain", json.explain(Samples.nothing()));
        assertFollows("explain", json.explain(Samples.undecided()));
    }

    @Test
    void a_judgement_follows_its_schema() {
        assertFollows("judge", json.judge(Samples.judged()));
        assertFollows("judge", json.judge(Samples.judged().subList(1, 2)));
    }

    @Test
    void a_change_of_verdict_follows_the_same_schema() {
        assertFollows("judge", json.judge("a.csv", MemorySample.at(7), Samples.trend()));
    }

    @Test
    void a_hunt_follows_its_schema_with_and_without_a_leak() {
        assertFollows("hunt", json.hunt(Samples.hunt()));
        assertFollows("hunt", json.hunt(Samples.quietHunt()));
        assertFollows("hunt", json.hunt(Samples.trackedHunt()));
        assertFollows("hunt", json.hunt(Samples.countedHunt()));
    }

    @Test
    void a_gate_follows_its_schema_whatever_its_outcome() {
        assertFollows("gate", json.gate(Samples.failedGate()));
        assertFollows("gate", json.gate(Samples.passedGate()));
        assertFollows("gate", json.gate(Samples.undecidedGate()));
        assertFollows("gate", json.gate(Samples.baselinedGate()));
    }

    @Test
    void known_new_and_gone_leaks_are_counted_apart() {
        assertThat(json.gate(Samples.baselinedGate()))
                .contains(
                        "\"baseline\":{\"file\":\"tidemark-baseline.json\",\"known\":1,\"new\":1,"
                                + "\"gone\":1,");
        assertThat(json.gate(Samples.failedGate()))
                .contains("\"baseline\":{\"file\":null,\"known\":0,\"new\":1,\"gone\":0,");
    }

    @Test
    void processes_and_a_snapshot_follow_their_schemas() {
        assertFollows("ps", json.ps(Samples.processes()));
        assertFollows("snapshot", json.snapshot(Samples.hunt().captures().getFirst()));
    }

    @Test
    void a_watch_follows_its_schema() {
        assertFollows("watch", json.watch(Samples.watch()));
        assertFollows("watch", json.watch(Samples.watchedJvm(Samples.nativeGrowth(), null)));
    }

    @Test
    void what_grew_outside_of_the_heap_is_told_whole_or_is_null() {
        String grown =
                "\"nativeMemory\":["
                        + "{\"category\":\"Thread\",\"committedBytes\":65011712,\"grownBytes\":52428800},"
                        + "{\"category\":\"Code\",\"committedBytes\":4194304,\"grownBytes\":1048576},"
                        + "{\"category\":\"Symbol\",\"committedBytes\":2097152,\"grownBytes\":4096}]";

        assertThat(json.watch(Samples.watchedJvm(Samples.nativeGrowth(), null))).contains(grown);
        assertThat(json.hunt(Samples.trackedHunt())).contains(grown);
        assertThat(json.hunt(Samples.hunt())).contains("\"nativeMemory\":null");
    }

    @Test
    void an_allocation_profile_follows_its_schema_whatever_it_measures() {
        assertFollows("profile", json.profile(ProfileSamples.sampled()));
        assertFollows("profile", json.profile(ProfileSamples.recording()));
        assertFollows("profile-diff", json.profileDiff(ProfileSamples.diff()));
    }

    @Test
    void a_document_starts_with_its_schema_and_version_and_is_one_line() {
        assertThat(json.why(Samples.why()))
                .startsWith("{\"schema\":\"why/1\",\"tidemark\":\"0.1.0\",")
                .doesNotContain("\n");
    }

    @Test
    void growth_per_operation_is_there_only_when_operations_were_counted() {
        assertThat(json.explain(Samples.leaking()))
                .contains("\"perOperation\":1,\"bytesPerOperation\":812");
        assertThat(json.explain(Samples.nothing())).doesNotContain("perOperation");
    }

    private static void assertFollows(String name, String document) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(BASE + name + ".schema.json"));
        assertThat(schema.validate(document, InputFormat.JSON))
                .as("%s.schema.json against %s", name, document)
                .isEmpty();
        assertThat(schema.validate("{}", InputFormat.JSON))
                .as("%s.schema.json asks for something", name)
                .isNotEmpty();
    }

    private static @Nullable String published(String location) {
        if (!location.startsWith(BASE)) {
            return null;
        }
        try {
            return Files.readString(
                    Path.of("..", "docs", "schema", location.substring(BASE.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
