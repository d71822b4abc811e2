package dev.tidemark.gate;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Confidence;
import dev.tidemark.model.SourceResolver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
 * passes. What grows unevenly or slows down is given still more, as it may stop. What goes on
 * growing is put on trial: rounds of random lengths, so that growth which does not depend on the
 * operations fits them by chance alone. What passes that test has to go on through as many
 * operations again as there were in all, because what fills grows like a leak until it is full.
 * Whatever is still open then is tried again with more operations.
 */
final class Gate {
    /** Steps of the search: 1, 2 and 4 times the first. */
    private static final int SEARCH_STEPS = 3;

    /** Further steps for what may stop. One takes a ninth of the snapshots of a trial. */
    private static final int FURTHER_STEPS = 3;

    private final Workload workload;
    private final SourceResolver sources;
    private final GateProgress progress;
    private final Meter meter;
    private final RandomGenerator random;
    private final ErrorBound bound;
    private final Conclusion conclusion;
    private final IntSupplier files = new AtomicInteger()::incrementAndGet;

    Gate(Workload workload, GateOptions options, SourceResolver sources, GateProgress progress) {
        this.workload = workload;
        this.sources = sources;
        this.progress = progress;
        this.meter = new Meter(workload, progress, options.budget());
        // Not a newer generator: this one's numbers for a seed are promised never to change.
        this.random = new Random(options.seed());
        this.bound = new ErrorBound(options.falseAlarmBound());
        this.conclusion = new Conclusion(workload, options, meter);
    }

    GateResult run() throws CaptureException, IOException, InterruptedException {
        Scale scale = new Scale(workload, meter);
        progress.stage("Warming up");
        long step = scale.firstStep();
        progress.stage("Searching for what grows");
        Series search = Series.begin(workload, files);
        if (!search(search, step)) {
            return conclusion.tooSmall(wantedBySearch(step));
        }
        Explanation found = search.explain(sources);
        long longer = scale.longerStep(search);
        Optional<GateResult> numbers = tryNumbers(search, found, scale);
        if (numbers.isPresent()) {
            return numbers.get();
        }
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

    /** A leak of numbers, where only tables grow and the process tells that they fill for ever. */
    private Optional<GateResult> tryNumbers(Series search, Explanation found, Scale scale)
            throws CaptureException, IOException, InterruptedException {
        List<Finding> tables = found.findings().stream().filter(Tables::isOne).toList();
        if (tables.isEmpty() || tables.size() < found.findings().size()) {
            return Optional.empty();
        }
        progress.stage("Counting numbers, in rounds of random lengths");
        OptionalDouble chance =
                new NumbersTrial(workload, meter, scale, random)
                        .examine(scale.middle(search), search.bytesEach(), bound.spend());
        // The largest one has them: they were counted in all collections together.
        return chance.isEmpty()
                ? Optional.empty()
                : Optional.of(conclusion.fail(List.of(tables.getFirst()), chance.getAsDouble()));
    }

    private static long wantedBySearch(long step) {
        return step * ((1 << SEARCH_STEPS) - 1);
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
                ? passUnlessItGrows(search, watched(search, scale), scale)
                : conclusion.tooSmall(wantedBySearch(step));
    }

    /**
     * What the search found and still grows after further steps, as far as these can be afforded.
     */
    private Explanation watched(Series search, Scale scale)
            throws CaptureException, IOException, InterruptedException {
        Explanation found = search.explain(sources);
        for (int i = 0; i < FURTHER_STEPS && mayStop(search, found); i++) {
            long step = 2 * search.lengths().getLast();
            if (!scale.affords(step, search.bytesEach()) || meter.secondsLeft() < 0) {
                break;
            }
            meter.run(step);
            search.did(step);
            found = search.explain(sources);
        }
        return found;
    }

    private static boolean mayStop(Series search, Explanation found) {
        return !mayLeak(found) && (!found.findings().isEmpty() || search.grewInBytes());
    }

    private GateResult passUnlessItGrows(Series search, Explanation found, Scale scale)
            throws CaptureException, IOException, InterruptedException {
        if (found.findings().isEmpty() && !search.grewInBytes()) {
            return conclusion.pass();
        }
        Optional<GateResult> numbers = tryNumbers(search, found, scale);
        if (numbers.isPresent()) {
            return numbers.get();
        }
        List<Finding> tables = found.findings().stream().filter(Tables::isSure).toList();
        Optional<GateResult> decided = tryUntilDecided(search, found, scale);
        if (decided.isPresent()) {
            return decided.get();
        }
        return tables.isEmpty() ? conclusion.pass() : conclusion.undecidedTables(tables);
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
        double grewUnheld = 0;
        long middle = scale.middle(search);
        for (int attempt = 1; meter.secondsLeft() > 0; attempt++) {
            progress.stage("Trial " + attempt + ", rounds of random lengths");
            Lengths range = new Lengths(middle);
            Series rounds = rounds(range);
            Explanation explanation = rounds.explain(sources);
            Trial trial =
                    Trial.of(
                            explanation,
                            new Trial.Rounds(rounds.lengths(), rounds.growth(), range),
                            bound.spend(),
                            random);
            if (!trial.proven().isEmpty()) {
                List<Finding> leaks = confirmed(rounds, trial, scale.confirmation(rounds));
                if (!leaks.isEmpty()) {
                    return Optional.of(conclusion.fail(leaks, trial.chance()));
                }
            } else if (trial.open().isEmpty() && !trial.bytesProven()) {
                trial.background().forEach(conclusion::noteBackground);
                return Optional.empty();
            }
            grewUnheld = trial.open().isEmpty() ? rounds.bytesEach() : 0;
            open = explanation.findings();
            middle = scale.nextMiddle(middle, rounds);
        }
        if (grewUnheld > 0) {
            conclusion.noteUnheld(grewUnheld);
        }
        return Optional.of(conclusion.undecided(open));
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
        return before <= 0 || Growth.goesOn((double) last, expected);
    }
}
