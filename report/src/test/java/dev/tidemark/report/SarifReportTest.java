package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.tidemark.model.Finding;
import dev.tidemark.model.SourceLocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReportTest {
    private static final Schema OFFICIAL = official();

    @TempDir private Path folder;
    private Path project;

    @BeforeEach
    void a_project() throws IOException {
        project = Files.createDirectories(folder.resolve("my shop"));
        Files.createDirectories(project.resolve(".git"));
        write("server.js");
        write("src/checkout/pricing/rules.js");
        write("test/checkout.mjs");
        write("node_modules/lru/index.js");
        write("core/src/main/java/com/acme/Registry.java");
    }

    @Test
    void a_log_follows_the_official_schema() {
        assertFollows(log(Samples.sessions(), Samples.listeners()));
        assertFollows(report().of("test/checkout.mjs", "iteration", List.of(), List.of("flat")));
    }

    @Test
    void a_log_of_nasty_names_follows_the_official_schema() {
        Finding nasty =
                finding(
                        "module a\u0000b.js > \"]}\u001b[31m\u202e : {a, b} > [x](1) : \ud800 {0}",
                        new SourceLocation("/tmp/a b%?#\u00e9\\:1.js", 3, 1),
                        new SourceLocation("ht tp://[::1/x.js", 0, 0));

        assertFollows(log(nasty));
        assertThat(log(nasty)).doesNotContain("\u0000", "\u001b", "\u202e");
    }

    @Test
    void a_finding_is_shown_where_its_things_are_made() {
        JsonNode place = physical(log(Samples.sessions()));

        assertThat(place.at("/artifactLocation/uri").asString()).isEqualTo("server.js");
        assertThat(place.at("/artifactLocation/uriBaseId").asString()).isEqualTo("%SRCROOT%");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(41);
    }

    @Test
    void what_a_library_makes_is_shown_where_the_project_holds_it() {
        String log =
                log(
                        finding(
                                "module server.js > cache : LRU",
                                new SourceLocation("server.js", 7, 2),
                                new SourceLocation(
                                        project.resolve("node_modules/lru/index.js").toString(),
                                        3,
                                        1)));

        assertThat(physical(log).at("/artifactLocation/uri").asString()).isEqualTo("server.js");
        assertThat(result(log).at("/relatedLocations/0/message/text").asString())
                .startsWith("made by make (/");
    }

    @Test
    void what_has_no_place_of_its_own_is_shown_at_the_scenario() {
        String log = log(finding("timers > every 60000 ms", null, null));

        assertThat(physical(log).at("/artifactLocation/uri").asString())
                .isEqualTo("test/checkout.mjs");
        assertThat(physical(log).has("region")).isFalse();
    }

    @Test
    void a_static_field_is_shown_in_the_file_of_its_class() {
        String log = log(finding("static com.acme.Registry$Holder.byName : HashMap", null, null));

        assertThat(physical(log).at("/artifactLocation/uri").asString())
                .isEqualTo("core/src/main/java/com/acme/Registry.java");
    }

    @Test
    void a_file_outside_of_the_project_keeps_its_whole_name() {
        String log =
                report().of(
                                "node:4242",
                                "request",
                                List.of(
                                        finding(
                                                "global > users : Array",
                                                new SourceLocation("/srv/an app/x.js", 3, 0),
                                                null)),
                                List.of());

        assertFollows(log);
        assertThat(physical(log).at("/artifactLocation/uri").asString())
                .isEqualTo("file:///srv/an%20app/x.js");
    }

    @Test
    void the_code_flow_is_the_retaining_path_with_a_place_for_each_step() {
        JsonNode steps =
                result(log(Samples.listeners())).at("/codeFlows/0/threadFlows/0/locations");

        assertThat(steps.size()).isEqualTo(Samples.listeners().holder().path().steps().size());
        assertThat(steps.get(1).at("/location/message/text").asString())
                .isEqualTo("bus : EventEmitter");
        assertThat(steps.get(3).at("/location/physicalLocation/region/startLine").asInt())
                .isEqualTo(40);
    }

    @Test
    void a_result_has_the_fingerprint_of_its_finding() {
        assertThat(
                        result(log(Samples.sessions()))
                                .at("/partialFingerprints/tidemarkFingerprint~1v1")
                                .asString())
                .isEqualTo(Samples.sessions().fingerprint());
    }

    @Test
    void a_rule_brings_the_page_of_its_pattern() {
        JsonNode rule = read(log(Samples.sessions())).at("/runs/0/tool/driver/rules/0");

        assertThat(rule.at("/id").asString()).isEqualTo("unbounded-collection");
        assertThat(rule.at("/shortDescription/text").asString())
                .isEqualTo("Memory leak: a Map, Set, array or dictionary that only grows");
        assertThat(rule.at("/help/markdown").asString()).contains("## Fix", "## Trap");
    }

    @Test
    void a_known_leak_is_suppressed_with_its_reason() {
        String log = report().of(Samples.baselinedGate());

        assertFollows(log);
        assertThat(result(log).at("/baselineState").asString()).isEqualTo("unchanged");
        assertThat(result(log).at("/suppressions/0/justification").asString())
                .startsWith("SHOP-12");
        assertThat(read(log).at("/runs/0/results/1/baselineState").asString()).isEqualTo("new");
        assertThat(read(log).at("/runs/0/results/1/suppressions").isEmpty()).isTrue();
    }

    private void write(String file) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, "");
    }

    private SarifReport report() {
        return new SarifReport("0.1.0", ProjectFiles.around(project));
    }

    private String log(Finding... findings) {
        return report().of("test/checkout.mjs", "iteration", List.of(findings), List.of());
    }

    private static Finding finding(
            String path, @Nullable SourceLocation holder, @Nullable SourceLocation site) {
        return new Finding(
                "0123456789abcdef",
                "unknown",
                path,
                Finding.Confidence.POSSIBLE,
                new Finding.Holder(Samples.path(path), "Map", holder),
                new Finding.Accumulation("Session", List.of(1L, 2L, 3L), 100),
                new Finding.Growth(1, 100, 1, null),
                List.of("for"),
                List.of("against"),
                site == null ? null : new Finding.AllocationSite("make", site),
                Finding.Fix.of("Bound it."));
    }

    private static JsonNode physical(String log) {
        return result(log).at("/locations/0/physicalLocation");
    }

    private static JsonNode result(String log) {
        return read(log).at("/runs/0/results/0");
    }

    private static JsonNode read(String log) {
        return JsonMapper.shared().readTree(log);
    }

    private static void assertFollows(String log) {
        assertThat(OFFICIAL.validate(log, InputFormat.JSON)).as("schema against %s", log).isEmpty();
        String broken = log.replace("\"startLine\":", "\"startLine\":-").replace("2.1.0", "2.2");
        assertThat(OFFICIAL.validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    private static Schema official() {
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7,
                        builder ->
                                builder.schemaRegistryConfig(
                                        SchemaRegistryConfig.builder()
                                                .formatAssertionsEnabled(true)
                                                .build()));
        try (InputStream schema =
                SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return registry.getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
