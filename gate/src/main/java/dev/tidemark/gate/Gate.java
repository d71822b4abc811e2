package dev.tidemark.gate;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Confidence;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.report.GateReport.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Runs a workload until it is certain whether its operations leak, or the budget ends.
 *
 * <p>First a search: a few snapshots with more and more operations between them. Where nothing
 * grows with them, the same over many more operations, and where nothing grows then, the workload
 * passes. What grows is put on trial: rounds of random lengths, so that growth which does not
 * depend on the operations fits them by chance alone. What passes that test has to go on through as
 * many operations again as there were in all, because what fills grows like a leak until it is
 * full. Whatever is still open then is tried again with twice the operations.
 */
final class Gate {
    /** Steps of the search: 1, 2 and 4 times the first. */
    private static final int SEARCH_STEPS = 3;

    /** Growth for an operation in the last stretch that is still that of the rounds. */
    private static final double STILL = 0.8;

    private static final int CHANCE = 2;

    private final Workload workload;
    private final GateOptions options;
    private final SourceResolver sources;
    private final GateProgress progress;
    private final Meter meter;
    private final RandomGenerator random;
    private final List<String> notes = new ArrayList<>();
    private final IntSupplier files = new AtomicInteger()::incrementAndGet;

    Gate(Workload workload, GateOptions options, SourceResolver sources, GateProgress progress) {
        this.workload = workload;
        this.options = options;
        this.sources = sources;
        this.progress = progress;
        this.meter = new Meter(workload, progress, options.budget());
        // Not a newer generator: this one's numbers for a seed are promised never to change.
        this.random = new Random(options.seed());
    }

    GateResult run() throws CaptureException, IOException, InterruptedException {
        Scale scale = new Scale(workload, meter);
        progress.stage("Warming up");
        long step = scale.firstStep();
        progress.stage("Searching for what grows");
        Series search = Series.begin(workload, files);
        if (!search(search, step)) {
            return tooSmall(step);
        }
        Explanation found = search.explain(sources);
        long longer = scale.longerStep(search);
        if (mayLeak(found)) {
            Optional<GateResult> decided = tryUntilDecided(search, found, scale);
            if (decided.isPresent()) {
                return decided.get();
            }
        }
        return longer > step
                ? searchLonger(longer, scale)
                : passUnlessItGrows(search, found, scale);
    }

    /** Whether only a table grew, at every step: numbers leave nothing else to be counted. */
    private static boolean isTable(Finding finding) {
        List<Long> counts = finding.accumulates().counts();
        return finding.confidence() != Confidence.POSSIBLE && counts.getLast() <= counts.getFirst();
    }

    private static boolean mayLeak(Explanation found) {
        return found.findings().stream()
                .anyMatch(finding -> finding.confidence() != Confidence.POSSIBLE);
    }

    /** What a thousand operations do not show, many thousands do: they have the last word. */
    private GateResult searchLonger(long step, Scale scale)
            throws CaptureException, IOException, InterruptedException {
        progress.stage("Searching again, over more operations");
        Series search = Series.begin(workload, files);
        return search(search, step)
                ? passUnlessItGrows(search, search.explain(sources), scale)
                : tooSmall(step);
    }

    private GateResult passUnlessItGrows(Series search, Explanation found, Scale scale)
            throws CaptureException, IOException, InterruptedException {
        if (found.findings().isEmpty() && !search.grewInBytes()) {
            return pass();
        }
        List<Finding> tables = found.findings().stream().filter(Gate::isTable).toList();
        return tryUntilDecided(search, found, scale)
                .orElseGet(() -> tables.isEmpty() ? pass() : undecidedTables(tables));
    }

    /** Whether the budget sufficed for all steps: so many operations, then twice as many, ... */
    private boolean search(Series search, long step)
            throws CaptureException, IOException, InterruptedException {
        for (int doubling = 0; doubling < SEARCH_STEPS; doubling++) {
            if (meter.secondsLeft() < 0) {
                return false;
            }
            meter.run(step << doubling);
            search.did(step << doubling);
        }
        return true;
    }

    /** Empty when nothing is found to grow any longer. */
    private Optional<GateResult> tryUntilDecided(Series search, Explanation found, Scale scale)
            throws CaptureException, IOException, InterruptedException {
        List<Finding> open = found.findings();
        List<String> unheld = List.of();
        long middle = scale.middle(search);
        for (int attempt = 1; meter.secondsLeft() > 0; attempt++) {
            progress.stage("Trial " + attempt + ", rounds of random lengths");
            Lengths range = new Lengths(middle);
            Series rounds = rounds(range);
            Explanation explanation = rounds.explain(sources);
            // Each attempt may fail by chance, too: the first gets half of the bound, and so on.
            double bound = options.falseAlarmBound() * Math.pow(0.5, attempt);
            Trial trial =
                    Trial.of(
                            explanation,
                            new Trial.Rounds(rounds.lengths(), rounds.growth(), range),
                            bound,
                            random);
            if (!trial.proven().isEmpty()) {
                List<Finding> leaks = confirmed(rounds, trial, scale.confirmation(rounds));
                if (!leaks.isEmpty()) {
                    return Optional.of(fail(leaks, trial));
                }
            } else if (trial.open().isEmpty() && !trial.bytesProven()) {
                trial.background().forEach(this::noteBackground);
                return Optional.empty();
            }
            unheld = trial.open().isEmpty() ? List.of(noHolder(rounds)) : List.of();
            open = explanation.findings();
            middle *= 2;
        }
        notes.addAll(unheld);
        return Optional.of(undecided(open));
    }

    private Series rounds(Lengths range)
            throws CaptureException, IOException, InterruptedException {
        Series rounds = Series.begin(workload, files);
        for (long length : range.draw(random)) {
            if (length == 0) {
                meter.idle(range.middle());
            } else {
                meter.run(length);
            }
            rounds.did(length);
        }
        return rounds;
    }

    /** What is still growing as it did after as many operations again. */
    private List<Finding> confirmed(Series rounds, Trial trial, long more)
            throws CaptureException, IOException, InterruptedException {
        progress.stage("Going on, as what fills would stop");
        meter.run(more);
        rounds.did(more);
        Set<String> proven =
                trial.proven().stream().map(Finding::fingerprint).collect(Collectors.toSet());
        return rounds.explain(sources).findings().stream()
                .filter(finding -> proven.contains(finding.fingerprint()))
                .filter(finding -> finding.confidence() != Confidence.POSSIBLE)
                .filter(finding -> goesOn(finding, rounds.lengths()))
                .toList();
    }

    private static boolean goesOn(Finding finding, List<Long> lengths) {
        List<Long> counts = finding.accumulates().counts();
        long last = counts.getLast() - counts.get(counts.size() - 2);
        long before = counts.get(counts.size() - 2) - counts.getFirst();
        long more = lengths.getLast();
        long operations = lengths.stream().mapToLong(Long::longValue).sum() - more;
        double expected = (double) before / operations * more;
        return before <= 0 || last >= STILL * expected - CHANCE * Math.sqrt(expected);
    }

    private void noteBackground(Finding finding) {
        notes.add(
                finding.holder().path()
                        + " grows as much while nothing is done: it is not the operations that do it");
    }

    private static String noHolder(Series rounds) {
        return "the heap grows with the operations, by %s each, and no holder was found"
                .formatted(Bytes.of(rounds.bytesEach()));
    }

    private GateResult pass() {
        List<String> because = new ArrayList<>();
        because.add(
                "nothing that is held grows with the operations, over %s"
                        .formatted(amount(meter.operations())));
        because.addAll(notes.stream().distinct().toList());
        return result(Outcome.PASS, List.of(), because);
    }

    private GateResult fail(List<Finding> leaks, Trial trial) {
        return result(
                Outcome.FAIL,
                leaks,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "it grows with the operations: %d rounds of random lengths fit, which"
                                        + " is chance in at most 1 of %,d runs",
                                Lengths.BUSY + Lengths.IDLE,
                                Math.round(1 / trial.chance())),
                        "and goes on, over %s".formatted(amount(meter.operations()))));
    }

    private GateResult undecidedTables(List<Finding> tables) {
        return result(
                Outcome.UNDECIDED,
                tables,
                List.of(
                        "a table grew in each step of the search; it grows in leaps, which do not show"
                                + " in rounds whether it goes on, over %s"
                                        .formatted(amount(meter.operations()))));
    }

    private GateResult undecided(List<Finding> open) {
        List<String> because = new ArrayList<>(notes.stream().distinct().toList());
        because.add(
                "the budget of %d s ended after %s: --budget gives it more"
                        .formatted(options.budget().toSeconds(), amount(meter.operations())));
        return result(Outcome.UNDECIDED, open, because);
    }

    private GateResult tooSmall(long step) {
        long wanted = step * ((1 << SEARCH_STEPS) - 1);
        return result(
                Outcome.UNDECIDED,
                List.of(),
                List.of(
                        "the budget of %d s ended after %s, and the search alone needs about %s: --budget"
                                        .formatted(
                                                options.budget().toSeconds(),
                                                amount(meter.operations()),
                                                amount(wanted + meter.operations()))
                                + " gives it more"));
    }

    private String amount(long operations) {
        return String.format(
                Locale.ROOT,
                "%,d %s",
                operations,
                operations == 1 ? workload.unit() : workload.unit() + "s");
    }

    private GateResult result(Outcome outcome, List<Finding> findings, List<String> reasons) {
        List<String> because = new ArrayList<>(reasons);
        because.addAll(workload.warnings());
        return new GateResult(
                outcome,
                workload.unit(),
                meter.operations(),
                meter.cpuSeconds(),
                options.falseAlarmBound(),
                findings,
                because,
                options.seed());
    }
}
