package dev.tidemark.cli;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.Overview;
import dev.tidemark.heap.graph.Truncation;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.report.SnapshotSummary;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a snapshot holds. */
@Command(
        name = "summary",
        header = "Shows what a snapshot holds, by retained size.",
        description = "Its types, and its biggest objects with the dominators that hold them.",
        footer = {"", "Example:", "  tidemark summary --top 20 app.heapsnapshot"})
final class SummaryCommand implements Callable<Integer> {
    @Mixin private final Output output = new Output();
    @Mixin private final ReferentsOption referents = new ReferentsOption();
    @Mixin private final IndexOption index = new IndexOption();

    @Parameters(
            paramLabel = "FILE",
            description = "A .heapsnapshot or .hprof, also packed as .gz or .zst.")
    private Path file;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "50",
            description = "Types and objects to list (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--all", description = "List all types; of objects still the top N.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        Overview overview =
                index.isWanted()
                        ? Heaps.overview(file, referents.value(), top, new IndexNote(output))
                        : Heaps.overviewWithoutIndex(file, referents.value(), top);
        SourceFiles sources = new SourceFiles();
        SnapshotSummary summary = summary(overview, sources);
        output.warn(sources.problems());
        output.print(text -> text.summary(summary), json -> json.summary(summary));
        return ExitCode.OK;
    }

    private SnapshotSummary summary(Overview overview, SourceResolver sources) {
        Overview.Totals totals = overview.totals();
        Truncation cut = overview.truncation();
        return new SnapshotSummary(
                file.toString(),
                overview.format().id(),
                new SnapshotSummary.Totals(
                        totals.objects(),
                        totals.references(),
                        totals.shallowBytes(),
                        totals.reachableObjects(),
                        totals.reachableBytes()),
                overview.layout(),
                cut == null ? null : new SnapshotSummary.Truncation(cut.offset(), cut.lost()),
                types(overview, sources),
                biggest(overview, sources));
    }

    private List<SnapshotSummary.TypeRow> types(Overview overview, SourceResolver sources) {
        return overview.types().stream()
                .limit(all ? Long.MAX_VALUE : top)
                .map(type ->
                        new SnapshotSummary.TypeRow(
                                overview.constructors().name(type.type(), type.name(), sources),
                                type.count(),
                                type.shallowBytes(),
                                type.retainedBytes()))
                .toList();
    }

    private List<SnapshotSummary.ObjectRow> biggest(Overview overview, SourceResolver sources) {
        return overview.biggest().stream()
                .limit(top)
                .map(object ->
                        new SnapshotSummary.ObjectRow(
                                object.id(),
                                overview.constructors()
                                        .name(object.type(), object.typeName(), sources),
                                object.shallowBytes(),
                                object.retainedBytes(),
                                object.path()))
                .toList();
    }
}
