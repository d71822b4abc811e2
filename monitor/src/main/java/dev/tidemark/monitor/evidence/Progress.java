package dev.tidemark.monitor.evidence;

import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.State;
import dev.tidemark.monitor.evidence.EvidenceItem.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An item while its process is asked: what it is by now, and how far. Each step is told. For one
 * thread.
 */
final class Progress {
    /** The part of collecting that is left for explaining. */
    private static final double GATHERED = 0.9;

    /** Who only wants counts waits for them. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final EvidenceRules rules;
    private final Tools tools;
    private final Consumer<EvidenceItem> news;
    private EvidenceItem item;
    private Duration passed = Duration.ZERO;

    /**
     * @param news told of each step
     */
    Progress(EvidenceRules rules, Tools tools, EvidenceItem item, Consumer<EvidenceItem> news) {
        this.rules = rules;
        this.tools = tools;
        this.item = item;
        this.news = news;
    }

    /** The item as far as it has come. */
    EvidenceItem item() {
        return item;
    }

    Instant now() {
        return tools.clock().instant();
    }

    /** Goes on to the next step. */
    void step(State state, String text, @Nullable Course course) {
        tell(item.now(state, text, course));
    }

    /** Something has been taken. */
    void took(Captured one) {
        tell(item.with(one));
    }

    private void tell(EvidenceItem next) {
        item = next;
        news.accept(next);
    }

    /**
     * The next step, and which part of all it is.
     *
     * @param takes about
     * @param after it, what is still to be done takes about
     */
    Course course(Duration takes, Duration after) {
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
     * Waits as long as captures are to be apart.
     *
     * @param after what is still to be done afterwards takes about
     */
    void pause(Duration after) throws InterruptedException {
        boolean soon = item.wanted() == Wanted.COUNTS && rules.apart().compareTo(SOON) > 0;
        Duration time = soon ? SOON : rules.apart();
        step(State.PAUSED, "waits %d s".formatted(time.toSeconds()), course(time, after));
        tools.waiter().await(time);
    }
}
