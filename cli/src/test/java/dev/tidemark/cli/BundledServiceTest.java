package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.explain.Explainer;
import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.source.SourceFiles;
import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A minified, bundled TypeScript service, hunted in real Node.js: findings speak of its sources.
 */
class BundledServiceTest {
    @TempDir private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        Path programs = NodePrograms.unpackTo(folder.resolve("programs"));
        Path dist = Files.createDirectories(folder.resolve("shop/dist"));
        Files.copy(programs.resolve("harness.js"), folder.resolve("shop/harness.js"));
        for (String name : List.of("server.js", "server.js.map", "rebuilt.js", "rebuilt.js.map")) {
            try (InputStream in =
                    Objects.requireNonNull(
                            BundledServiceTest.class.getResourceAsStream("bundled/" + name))) {
                Files.copy(in, dist.resolve(name));
            }
        }
        Path memo = Files.createDirectories(folder.resolve("shop/node_modules/tiny-memo"));
        Files.writeString(memo.resolve("package.json"), "{\"version\":\"2.3.1\"}");
    }

    static List<NodeRuntime> runtimes() {
        return NodeRuntime.oldestAndNewest();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("runtimes")
    void findings_speak_of_the_files_that_people_wrote(NodeRuntime node) throws IOException {
        Explanation explanation = explain(node, "server.js");

        assertThat(explanation.findings().stream().map(this::show))
                .containsExactlyInAnyOrder(
                        "module src/events.ts > settings : EventEmitter > listeners(\"change\")"
                                + " [src/events.ts:7] function (src/events.ts:18)",
                        "module src/cache.ts > sessions : Map [src/cache.ts:10] Session",
                        "module src/audit.ts > undoLog : Array [src/audit.ts:3] function (src/audit.ts:9)",
                        "package tiny-memo 2.3.1, lib/index.js > memoized : function > captures cache : Map"
                                + " [node_modules/tiny-memo/lib/index.js:4] {label}");
        assertThat(evidence(explanation, "captures cache"))
                .contains("in package tiny-memo 2.3.1, reached from your lookup, src/lookup.ts:3");
        assertThat(findingOf(explanation, "captures cache").fix().change())
                .startsWith(
                        "The holder is inside of package tiny-memo 2.3.1, behind your lookup,"
                                + " src/lookup.ts:3: change what is put in there or how it is called.");
        assertThat(evidence(explanation, "undoLog"))
                .contains("each keeps the scope it was made in alive, with before : Object");
    }

    private String show(Finding finding) {
        SourceLocation source = finding.holder().source();
        return "%s [%s] %s"
                .formatted(
                        finding.holder().path(),
                        source == null
                                ? "unknown"
                                : folder.resolve("shop").relativize(Path.of(source.toString())),
                        finding.accumulates().type());
    }

    private static List<String> evidence(Explanation explanation, String holder) {
        return findingOf(explanation, holder).evidenceFor();
    }

    private static Finding findingOf(Explanation explanation, String holder) {
        return explanation.findings().stream()
                .filter(finding -> finding.holder().path().toString().contains(holder))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_finding_stays_the_same_when_the_bundle_is_built_anew() throws IOException {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");

        List<String> before = fingerprints(explain(node.get(), "server.js"));
        List<String> after = fingerprints(explain(node.get(), "rebuilt.js"));

        assertThat(before).hasSize(4).containsExactlyInAnyOrderElementsOf(after);
    }

    private static List<String> fingerprints(Explanation explanation) {
        return explanation.findings().stream().map(Finding::fingerprint).toList();
    }

    @Test
    void tables_of_types_speak_of_the_classes_that_people_wrote() throws Exception {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        Map<String, String> harness =
                Map.of("HARNESS", folder.resolve("shop/harness.js").toString());
        try (NodeProcess process =
                node.get().start(folder.resolve("shop/dist/server.js"), List.of(), harness)) {
            for (String file : List.of("1.heapsnapshot", "2.heapsnapshot")) {
                process.step();
                process.snapshot(folder.resolve(file));
            }
        }
        Cli cli = new Cli(folder);

        assertThat(cli.run("summary", "--all", "--json", "1.heapsnapshot").out())
                .contains("\"name\":\"Session\"");
        assertThat(cli.run("diff", "--json", "1.heapsnapshot", "2.heapsnapshot").out())
                .contains("\"name\":\"Session\"");
        Files.delete(folder.resolve("shop/dist/server.js.map"));
        assertThat(cli.run("summary", "--all", "--json", "1.heapsnapshot").out())
                .doesNotContain("\"name\":\"Session\"");
    }

    @Test
    void without_its_map_the_bundle_is_named_as_it_runs() throws IOException {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        Files.writeString(folder.resolve("shop/dist/server.js.map"), "{ \"version\": 3, ");

        Explanation explanation = explain(node.get(), "server.js");

        assertThat(explanation.findings().stream().map(one -> one.holder().path().toString()))
                .contains("module dist/server.js > c : Map", "module dist/server.js > p : Array");
        assertThat(sources.problems())
                .singleElement()
                .asString()
                .contains("server.js: its source map");
    }

    private final SourceFiles sources = new SourceFiles();

    private Explanation explain(NodeRuntime node, String main) throws IOException {
        List<HeapGraph> heaps = new ArrayList<>();
        Map<String, String> harness =
                Map.of("HARNESS", folder.resolve("shop/harness.js").toString());
        Path script = folder.resolve("shop/dist").resolve(main);
        try (NodeProcess process = node.start(script, List.of(), harness)) {
            for (int i = 0; i < 3; i++) {
                process.step();
                Path file = folder.resolve(main + i + ".heapsnapshot");
                heaps.add(Heaps.open(process.snapshot(file)));
            }
            return Explainer.explain(heaps, OptionalLong.empty(), false, sources);
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
