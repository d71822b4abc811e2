package dev.tidemark.cli;

import dev.tidemark.report.SnapshotDiff;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What grew from one snapshot to the next. */
@Command(
        name = "diff",
        header = "Shows what grew over two or more snapshots.",
        description = "By retaining path and by type. Works across processes, too.",
        footer = {"", "Example:", "  tidemark diff before.heapsnapshot after.heapsnapshot"})
final class DiffCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private final Output output = new Output();
    @Mixin private final ReferentsOption referents = new ReferentsOption();
    @Mixin private final IndexOption index = new IndexOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Snapshots, oldest first; also packed as .gz or .zst.")
    private List<Path> files = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "50",
            description = "Paths and types to list (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--all", description = "List all.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        if (files.size() < 2) {
            throw new ParameterException(
                    spec.commandLine(), "expected at least two snapshots, found " + files.size());
        }
        SourceFiles sources = new SourceFiles();
        int rows = all ? Integer.MAX_VALUE : top;
        SnapshotOpener opener = new SnapshotOpener(referents.value(), index.isWanted(), output);
        SnapshotDiff diff = new Comparison(rows, opener, sources).of(files);
        output.warn(sources.problems());
        output.print(text -> text.diff(diff), json -> json.diff(diff));
        return ExitCode.OK;
    }
}
