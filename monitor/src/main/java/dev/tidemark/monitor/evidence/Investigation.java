package dev.tidemark.monitor.evidence;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.model.ClassHistogram;
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
    /** Times that it is tried to attach, while nothing has been taken. */
    private static final int ATTEMPTS = 3;

    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final EvidenceRules rules;
    private final Tools tools;
    private final EvidenceFolder files;
    private final Path folder;
    private final Progress progress;
    private final SnapshotSeries snapshots;

    /** Why no snapshot was taken; empty when one was. */
    private String refusal = "";

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
        this.folder = files.of(item.id());
        this.progress = new Progress(rules, tools, item, news);
        this.snapshots = new SnapshotSeries(rules, files, progress, folder);
    }

    /**
     * Asks the process all that is wanted.
     *
     * @return the item as far as it has come, its snapshots not explained yet
     */
    EvidenceItem gather(String targetName)
            throws CaptureException, IOException, InterruptedException {
        for (int left = ATTEMPTS - 1; ; left--) {
            progress.step(State.CAPTURING, "attaches to " + targetName, null);
            try {
                ask(targetName);
                return progress.item();
            } catch (TargetLostException | TargetUnreachableException e) {
                // Who closes an inspector that somebody else has just opened closes it for us, too.
                if (left == 0 || !progress.item().captures().isEmpty()) {
                    throw e;
                }
                tools.waiter().await(AGAIN);
            }
        }
    }

    private void ask(String targetName) throws CaptureException, IOException, InterruptedException {
        try (LiveTarget target = tools.reach().attach(targetName)) {
            switch (progress.item().wanted()) {
                case COUNTS -> count(target, 1);
                case SNAPSHOT -> refusal = snapshots.take(target, 1);
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
        return snapshots.problem();
    }

    /**
     * Counts live objects, and again after the snapshots if there is time between. What samples
     * meanwhile is there before the first count and after the last: its own objects are no growth.
     */
    private void count(LiveTarget target, int wanted)
            throws CaptureException, IOException, InterruptedException {
        try (AllocationSampling sampling = AllocationSampling.start(target, progress.now())) {
            Instant asked = progress.now();
            Optional<ClassHistogram> before = target.classHistogram();
            if (before.isPresent()) {
                histogram(asked, Counts.largest(before.get()));
            }
            Wanted what = progress.item().wanted();
            if (what == Wanted.HOLDER) {
                refusal = snapshots.take(target, wanted);
            }
            if (!refusal.isEmpty() || what == Wanted.COUNTS) {
                progress.pause(Duration.ZERO);
            }
            if (before.isPresent()) {
                Instant again = progress.now();
                ClassHistogram after = target.classHistogram().orElse(before.get());
                String grown = Counts.grown(before.get(), after);
                histogram(again, grown.isEmpty() ? "no class has more objects" : grown);
            }
            sampling.keep(folder, files, progress.now()).ifPresent(progress::took);
        }
    }

    private void histogram(Instant asked, String text) {
        double pause = Duration.between(asked, progress.now()).toMillis() / 1e3;
        progress.took(new Captured(Taken.HISTOGRAM, asked, text, null, 0, pause, null));
    }
}
