package dev.tidemark.cli;

import dev.tidemark.model.Explanation;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names the leaks that snapshots show. */
@Command(
        name = "explain",
        header = "Names the leaks that snapshots of one process show.",
        description = {
            "Each with evidence and fix. Give the snapshots in the order in which they were taken;",
            "three tell growth from warming up."
        },
        footer = {
            "",
            "Example:",
            "  tidemark explain --steps 1000 1.heapsnapshot 2.heapsnapshot 3.heapsnapshot"
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin private final Output output = new Output();
    @Mixin private final ReferentsOption referents = new ReferentsOption();
    @Mixin private final SarifOption sarif = new SarifOption();
    @Mixin private final IndexOption index = new IndexOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Snapshots, oldest first; also packed as .gz or .zst.")
    private List<Path> files = List.of();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "0",
            description = "Operations between two snapshots; growth is then told for one of them.")
    private long operations;

    @Override
    public Integer call() throws IOException {
        sarif.check();
        SourceFiles sources = new SourceFiles();
        Explanation explanation;
        SnapshotOpener opener = new SnapshotOpener(referents.value(), index.isWanted(), output);
        try (Snapshots snapshots = Snapshots.open(files, opener)) {
            explanation = snapshots.explain(operations, false, sources);
        }
        output.warn(sources.problems());
        sarif.write(files.getLast().toString(), "operation", explanation);
        output.print(text -> text.explain(explanation), json -> json.explain(explanation));
        return ExitCode.of(explanation.verdict());
    }
}
