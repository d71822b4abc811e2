package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.testkit.programs.ChromePage;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.PatternProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the catalogue in a real browser: each form is one page with all its scripts. */
class ChromePatternsLiveTest {
    private static final int OPERATIONS = 200;

    // The browser may write to its profile for a moment longer.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    void what_leaks_is_named_by_its_pattern_and_its_twins_are_not_accused() throws IOException {
        Optional<Path> browser = ChromePage.browser();
        assumeTrue(browser.isPresent(), "no Chromium is installed");
        NodePrograms.unpackTo(folder);
        try (ChromePage page = ChromePage.start(browser.get(), folder.resolve("profile"))) {
            NamedByPattern.assertAll(PatternProgram.ofPages(), explain(page, "leaking"));
            assertThat(explain(page, "fixed").verdict()).isNotEqualTo(Verdict.LEAKING);
            assertThat(explain(page, "lookalike").verdict()).isNotEqualTo(Verdict.LEAKING);
        }
    }

    private Explanation explain(ChromePage page, String form) throws IOException {
        List<HeapGraph> heaps = new ArrayList<>();
        try {
            page.open(folder.resolve(PatternProgram.PAGES).resolve(form + ".html"));
            for (int i = 0; i < 3; i++) {
                page.evaluate("step()");
                Path file = folder.resolve(form + i + ".heapsnapshot");
                heaps.add(V8Snapshots.open(page.snapshot(file)));
            }
            return Explainer.explain(heaps, OptionalLong.of(OPERATIONS));
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
