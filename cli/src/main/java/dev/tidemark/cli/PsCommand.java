package dev.tidemark.cli;

import dev.tidemark.capture.find.Candidate;
import dev.tidemark.capture.find.Reach;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.report.ProcessRow;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can be examined here. */
@Command(
        name = "ps",
        header = "Lists what can be examined here.",
        description = "Also how each would be reached. Touches nothing.",
        footer = {"", "Example:", "  tidemark ps --all"})
final class PsCommand implements Callable<Integer> {
    @Mixin private final Output output = new Output();

    @Option(names = "--all", description = "Also processes that are no known runtime.")
    private boolean all;

    @Override
    public Integer call() {
        List<ProcessRow> processes =
                Targets.local().list().stream()
                        .filter(found -> all || found.process().runtime() != RuntimeKind.LINUX)
                        .map(PsCommand::row)
                        .toList();
        output.print(text -> text.ps(processes), json -> json.ps(processes));
        return ExitCode.OK;
    }

    private static ProcessRow row(Candidate candidate) {
        return new ProcessRow(
                candidate.process(),
                candidate.rss(),
                candidate.heap(),
                candidate.heapLimit(),
                words(candidate.reach()));
    }

    /** Shorter than the way's own words: it is one column of a table. */
    private static String words(Reach reach) {
        return switch (reach) {
            case Reach.InspectorOpen(URI socket) -> "inspector open, port " + socket.getPort();
            case Reach.BySignal() -> "inspector by signal";
            case Reach.ByAttach() -> "attach";
            case Reach.RssOnly() -> "resident memory only";
            case Reach.Not(String why) -> why;
        };
    }
}
