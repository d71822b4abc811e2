package dev.tidemark.monitor.evidence;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotOptions.ObjectIds;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TakenSnapshot;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.UnsafeSnapshotException;
import dev.tidemark.capture.linux.LivenessProbes;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.State;
import dev.tidemark.monitor.evidence.EvidenceItem.Taken;
import dev.tidemark.monitor.evidence.EvidenceItem.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The part of collecting evidence that needs the live process: counts first, which cost little,
 * then snapshots if they do no harm. The process is left as it was. For one thread.
 */
final class Investigation {
    /** A snapshot takes longer than the process stands still for it: it is also written. */
    private static final int TAKES_TIMES_THE_PAUSE = 3;

    /** The part of collecting that is left for explaining. */
    private static final double GATHERED = 0.9;

    /** Times that it is tried to attach, while nothing has been taken. */
    private static final int ATTEMPTS = 3;

    private static final Duration AGAIN = Duration.ofSeconds(2);

    /** Who only wants counts waits for them. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final EvidenceRules rules;
    private final Tools tools;
    private final EvidenceFolder files;
    private final Consumer<EvidenceItem> news;
    private final Path folder;
    private EvidenceItem item;

    /** Why no snapshot was taken; empty when one was. */
    private String refusal = "";

    private String problem = "";

    private Duration passed = Duration.ZERO;

    /**
     * @param news told of each step
     */
    Investigation(
            EvidenceRules rules,
            Tools tools,
            EvidenceFolder files,
            EvidenceItem item,
            Consumer<EvidenceItem> news)
            throws IOException {
        this.rules = rules;
        this.tools = tools;
        this.files = files;
        this.item = item;
        this.news = news;
        this.folder = files.of(item.id());
    }

    private void step(EvidenceItem next) {
        item = next;
        news.accept(next);
    }

    private Instant now() {
        return tools.clock().instant();
    }

    /**
     * Asks the process all that is wanted.
     *
     * @return the item as far as it has come, its snapshots not explained yet
     */
    EvidenceItem gather(String targetName)
            throws CaptureException, IOException, InterruptedException {
        for (int left = ATTEMPTS - 1; ; left--) {
            step(item.now(State.CAPTURING, "attaches to " + targetName, null));
            try {
                ask(targetName);
                return item;
            } catch (TargetLostException | TargetUnreachableException e) {
                // Who closes an inspector that somebody else has just opened closes it for us, too.
                if (left == 0 || !item.captures().isEmpty()) {
                    throw e;
                }
                tools.waiter().await(AGAIN);
            }
        }
    }

    private void ask(String targetName) throws CaptureException, IOException, InterruptedException {
        try (LiveTarget target = tools.reach().attach(targetName)) {
            switch (item.wanted()) {
                case COUNTS -> count(target, 1);
                case SNAPSHOT -> snapshots(target, 1);
                case HOLDER -> count(target, rules.captures());
            }
        }
    }

    /** Why there are no snapshots although some were wanted; empty when there is no reason. */
    String refusal() {
        return refusal;
    }

    /** What somebody has to look after now, to be added to a text; empty when all is well. */
    String problem() {
        return problem;
    }

    /**
     * Counts live objects, and again after the snapshots if there is time between. What samples
     * meanwhile is there before the first count and after the last: its own objects are no growth.
     */
    private void count(LiveTarget target, int snapshots)
            throws CaptureException, IOException, InterruptedException {
        try (AllocationSampling sampling = AllocationSampling.start(target, now())) {
            Instant asked = now();
            Optional<ClassHistogram> before = target.classHistogram();
            if (before.isPresent()) {
                histogram(asked, Counts.largest(before.get()));
            }
            if (item.wanted() == Wanted.HOLDER) {
                snapshots(target, snapshots);
            }
            if (!refusal.isEmpty() || item.wanted() == Wanted.COUNTS) {
                pause(Duration.ZERO);
            }
            if (before.isPresent()) {
                Instant again = now();
                ClassHistogram after = target.classHistogram().orElse(before.get());
                String grown = Counts.grown(before.get(), after);
                histogram(again, grown.isEmpty() ? "no class has more objects" : grown);
            }
            sampling.keep(folder, files, now()).ifPresent(taken -> step(item.with(taken)));
        }
    }

    private void histogram(Instant asked, String text) {
        double pause = Duration.between(asked, now()).toMillis() / 1e3;
        step(item.with(new Captured(Taken.HISTOGRAM, asked, text, null, 0, pause, null)));
    }

    /**
     * The next step, and which part of all it is.
     *
     * @param takes about
     * @param after it, what is still to be done takes about
     */
    private Course course(Duration takes, Duration after) {
        Duration done = passed;
        passed = passed.plus(takes);
        double all = Math.max(1, passed.plus(after).toMillis());
        return new Course(
                GATHERED * done.toMillis() / all,
                GATHERED * passed.toMillis() / all,
                now(),
                now().plus(takes));
    }

    /**
     * @param after what is still to be done afterwards takes about
     */
    private void pause(Duration after) throws InterruptedException {
        boolean soon = item.wanted() == Wanted.COUNTS && rules.apart().compareTo(SOON) > 0;
        Duration time = soon ? SOON : rules.apart();
        String text = "waits %d s".formatted(time.toSeconds());
        step(item.now(State.PAUSED, text, course(time, after)));
        tools.waiter().await(time);
    }

    private void snapshots(LiveTarget target, int wanted)
            throws CaptureException, IOException, InterruptedException {
        for (int number = 1; number <= wanted; number++) {
            SnapshotEstimate estimate = target.snapshotEstimate();
            int left = wanted - number;
            if (number > 1) {
                pause(rounds(estimate, left).plus(takes(estimate)));
                estimate = target.snapshotEstimate();
            }
            refusal = objection(target, estimate, wanted);
            if (!refusal.isEmpty()) {
                return;
            }
            String what = wanted == 1 ? "snapshot" : "snapshot %d of %d".formatted(number, wanted);
            Path file = folder.resolve(number + extension(target.process().runtime()));
            String costs = what + ": " + estimate;
            Course course = course(takes(estimate), rounds(estimate, left));
            try {
                drained(
                        target,
                        () -> {
                            step(item.now(State.CAPTURING, costs, course));
                            snapshot(target, what, file);
                        });
            } catch (UnsafeSnapshotException e) {
                refusal = String.valueOf(e.getMessage());
                return;
            }
        }
    }

    /** What speaks against a snapshot; empty when nothing does. */
    private String objection(LiveTarget target, SnapshotEstimate estimate, int wanted)
            throws IOException {
        if (!rules.snapshots()) {
            return "the settings allow no snapshots";
        }
        if (!estimate.safe()) {
            return "it may need %s more memory, and has %s"
                    .formatted(estimate.extraBytesAtWorst(), estimate.room());
        }
        if (estimate.pause().compareTo(rules.longestPause()) > 0) {
            return "it would stand still for about %d s, and %d s are allowed"
                    .formatted(estimate.pause().toSeconds(), rules.longestPause().toSeconds());
        }
        // Redacting writes each of them once more.
        double needed = 2.0 * wanted * estimate.file().value();
        if (needed > files.free(folder) || needed > rules.keep().value()) {
            return "its files would take %s, and there is no room".formatted(Bytes.of(needed));
        }
        return item.alert() == null
                ? ""
                : new LivenessProbes(ProcFs.system())
                        .warning(target.process().pid(), estimate.pause())
                        .orElse("");
    }

    private static Duration takes(SnapshotEstimate estimate) {
        return estimate.pause().multipliedBy(TAKES_TIMES_THE_PAUSE).plusSeconds(1);
    }

    /** What so many further snapshots take, with the time before each. */
    private Duration rounds(SnapshotEstimate estimate, int snapshots) {
        return takes(estimate).plus(rules.apart()).multipliedBy(snapshots);
    }

    private void snapshot(LiveTarget target, String what, Path file)
            throws CaptureException, IOException {
        SnapshotOptions options = SnapshotOptions.defaults().with(ObjectIds.FORGOTTEN);
        TakenSnapshot taken = target.snapshot(file, options, SnapshotProgress.NONE);
        double seconds = taken.pause().toMillis() / 1e3;
        String text =
                "%s: %,d objects, %s heap, stood still for %.1f s at the most"
                        .formatted(what, taken.objects(), taken.heap(), seconds);
        long bytes = (long) taken.size().value();
        step(
                item.with(
                        new Captured(
                                Taken.SNAPSHOT,
                                taken.at(),
                                text,
                                files.name(file),
                                bytes,
                                seconds,
                                null)));
    }

    private static String extension(RuntimeKind runtime) {
        return switch (runtime) {
            case JVM -> ".hprof";
            case NODE, CHROME, LINUX -> ".heapsnapshot";
        };
    }

    /** Something that is done to an instance without work, which gets it back in any case. */
    private interface Action {
        void run() throws CaptureException, IOException, InterruptedException;
    }

    private void drained(LiveTarget target, Action action)
            throws CaptureException, IOException, InterruptedException {
        Drain drain = rules.drain();
        if (drain == null) {
            action.run();
            return;
        }
        long pid = target.process().pid();
        step(item.now(State.DRAINING, "takes work from the instance", item.course()));
        try {
            drain.call(item.key(), pid, false);
            action.run();
        } finally {
            giveBack(drain, pid);
        }
    }

    /** Also when we are told to stop. */
    private void giveBack(Drain drain, long pid) {
        boolean stopped = Thread.interrupted();
        try {
            drain.call(item.key(), pid, true);
        } catch (IOException e) {
            problem = "; the instance did not get its work back: " + e.getMessage();
        } catch (InterruptedException e) {
            stopped = true;
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
