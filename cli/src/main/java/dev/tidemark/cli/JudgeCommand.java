package dev.tidemark.cli;

import dev.tidemark.cli.judge.FollowedSeries;
import dev.tidemark.cli.judge.SeriesFiles;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.report.JudgedSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges memory series that were recorded. */
@Command(
        name = "judge",
        header = "Says of recorded memory series whether they leak.",
        description = {
            "Reads CSV files with a header: a time (t_s, t or time) and at least one of rss, heap_used,",
            "heap_total, post_gc_used, external, array_buffers, direct_used, nonheap_used; also known",
            "are major_gcs, minor_gcs, load or ops, start and limit. Missing values are empty."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark judge series.csv",
            "  tidemark judge --json --follow series.csv"
        })
final class JudgeCommand implements Callable<Integer> {
    @Mixin private final Output output = new Output();

    @Parameters(
            paramLabel = "FILE.csv",
            arity = "1..*",
            description = "One series each, also packed as .gz; - reads standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--follow",
            description = "Judge after every row and print each change of verdict at once.")
    private boolean follow;

    @Override
    public Integer call() throws IOException {
        return follow ? follow() : judgeAll();
    }

    private int judgeAll() throws IOException {
        List<JudgedSeries> judged = new ArrayList<>();
        for (String file : files) {
            judged.add(SeriesFiles.judge(file));
        }
        judged.sort(JudgedSeries.WORST_FIRST);
        output.print(text -> text.judge(judged), json -> json.judge(judged));
        return ExitCode.of(judged.getFirst().verdict());
    }

    private int follow() throws IOException {
        List<JudgedSeries> last = new ArrayList<>();
        for (String file : files) {
            FollowedSeries followed =
                    new FollowedSeries((sample, verdict) ->
                            output.print(
                                    text -> text.judge(file, sample, verdict),
                                    json -> json.judge(file, sample, verdict)));
            SeriesFiles.read(file, followed);
            last.add(new JudgedSeries(file, List.of(), followed.verdict()));
        }
        last.sort(JudgedSeries.WORST_FIRST);
        TrendVerdict worst = last.getFirst().verdict();
        return ExitCode.of(worst);
    }
}
