package dev.tidemark.capture;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Samples a target and now and then asks it for a full collection first, within a budget.
 *
 * <p>A service whose full collections are rare shows its live set hardly ever. The first one is
 * asked for at once, the next when the budget has room again.
 */
public final class BudgetedGc {
    private final LiveTarget target;
    private final GcBudget budget;
    private final InstantSource clock;
    private Instant next;
    private Duration usualRest = Duration.ZERO;
    private Duration spent = Duration.ZERO;
    private int asked;

    public BudgetedGc(LiveTarget target, GcBudget budget, InstantSource clock) {
        this.target = target;
        this.budget = budget;
        this.clock = clock;
        this.next = budget.allowsAny() ? clock.instant() : Instant.MAX;
    }

    /** The next sample, with {@code POST_GC_USED} when a full collection came before it. */
    public MemorySample sample() throws CaptureException {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            return afterGc(now);
        }
        MemorySample sample = target.sample();
        if (asked > 0 && sample.value(Signal.POST_GC_USED).isPresent()) {
            // Its own collection tells as much as ours would have.
            next = later(next, now.plus(usualRest));
        }
        return sample;
    }

    private MemorySample afterGc(Instant before) throws CaptureException {
        MemorySample sample = target.sampleAfterGc();
        Instant after = clock.instant();
        Duration took = Duration.between(before, after);
        asked++;
        spent = spent.plus(took);
        usualRest = budget.restAfter(took);
        next = after.plus(usualRest);
        return sample;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** {@code asked for 3 (41 ms)}; empty when none was asked for. */
    public String words() {
        return asked == 0 ? "" : "asked for %d (%d ms)".formatted(asked, spent.toMillis());
    }
}
