package dev.tidemark.cli;

import dev.tidemark.cli.judge.FollowedSeries;
import dev.tidemark.cli.judge.PrometheusQuery;
import dev.tidemark.cli.judge.SeriesFiles;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.report.JudgedSeries;
import dev.tidemark.report.SeriesHtml;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges memory series that were recorded. */
@Command(
        name = "judge",
        header = "Says of recorded memory series whether they leak.",
        description = {
            "Reads CSV files with a header: a time (t_s, t or time) and at least one of rss, heap_used,",
            "heap_total, post_gc_used, external, array_buffers, direct_used, nonheap_used; also known",
            "are major_gcs, minor_gcs, load or ops, start, limit and heap_limit. What watch records beside",
            "them (rss_file, nonheap_total, mapped_used, metaspace, classes, threads) is not judged, and",
            "says where memory grows. Missing values are empty. Sizes are bytes, times seconds; fields may",
            "also be separated by semicolons or tabs."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark judge series.csv",
            "  tidemark judge --json --follow series.csv",
            "  tidemark judge --tail series.csv",
            "  tidemark judge --prometheus http://localhost:9090 --query process_resident_memory_bytes"
        })
final class JudgeCommand implements Callable<Integer> {
    @Mixin private final Output output = new Output();

    @Parameters(
            paramLabel = "FILE.csv",
            arity = "0..*",
            description = "One series each, also packed as .gz; - reads standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--follow",
            description = "Judge after every row and print each change of verdict at once.")
    private boolean follow;

    @Option(
            names = "--tail",
            description =
                    "The same, and wait for rows that are appended, until Ctrl-C. "
                            + "A file that is replaced or cut short is begun anew.")
    private boolean tail;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "Judge the series of a Prometheus server instead of files.")
    private @Nullable URI prometheus;

    @Option(
            names = "--query",
            paramLabel = "Q",
            defaultValue = "process_resident_memory_bytes",
            description = "What to ask it for, in PromQL (default: ${DEFAULT-VALUE}).")
    private String query;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "24h",
            converter = TimeSpan.class,
            description = "How far to look back there (default: ${DEFAULT-VALUE}).")
    private Duration since;

    @Option(
            names = "--step",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = TimeSpan.class,
            description = "Time between two values there (default: ${DEFAULT-VALUE}).")
    private Duration step;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = TimeSpan.class,
            description =
                    "How long growth has to go on before it is called a leak (default: ${DEFAULT-VALUE}). "
                            + "A cache that fills evenly looks like one until it is full.")
    private Duration patience;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Also write a page with a picture of each series.")
    private @Nullable Path report;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (files.isEmpty() == (prometheus == null)) {
            throw new ParameterException(
                    spec.commandLine(), "expected either files or --prometheus URL");
        }
        if (report != null && (tail || follow)) {
            throw new ParameterException(
                    spec.commandLine(), "--report: expected neither --follow nor --tail with it");
        }
        if (tail) {
            return tail();
        }
        return follow ? follow() : judgeAll();
    }

    private int judgeAll() throws IOException, InterruptedException {
        List<JudgedSeries> judged = new ArrayList<>();
        if (prometheus != null) {
            judged.addAll(new PrometheusQuery(prometheus, query, since, step).judge(patience));
        }
        for (String file : files) {
            judged.add(SeriesFiles.judge(file, patience, doubt -> output.warn(List.of(doubt))));
        }
        judged.sort(JudgedSeries.WORST_FIRST);
        if (report != null) {
            ReportFile.write(SeriesHtml.of(judged), report);
        }
        output.print(text -> text.judge(judged), json -> json.judge(judged));
        return ExitCode.of(judged.getFirst().verdict());
    }

    private int follow() throws IOException {
        if (prometheus != null) {
            throw new ParameterException(
                    spec.commandLine(), "--follow: expected files, found --prometheus");
        }
        List<JudgedSeries> last = new ArrayList<>();
        for (String file : files) {
            FollowedSeries followed = followed(file);
            SeriesFiles.read(file, followed);
            last.add(new JudgedSeries(file, List.of(), followed.verdict()));
        }
        last.sort(JudgedSeries.WORST_FIRST);
        TrendVerdict worst = last.getFirst().verdict();
        return ExitCode.of(worst);
    }

    /** Ends by an interrupt only. */
    private int tail() throws IOException {
        if (files.size() != 1 || files.getFirst().equals("-")) {
            throw new ParameterException(spec.commandLine(), "--tail: expected one file");
        }
        String file = files.getFirst();
        while (true) {
            SeriesFiles.readGrowing(file, followed(file));
            output.warn(List.of(file + ": replaced or cut short; its series begins anew"));
        }
    }

    private FollowedSeries followed(String file) {
        return new FollowedSeries(
                patience,
                (begin, sample, verdict) ->
                        output.print(
                                text -> text.judge(file, begin, sample.seconds(), verdict),
                                json -> json.judge(file, sample, verdict)));
    }
}
