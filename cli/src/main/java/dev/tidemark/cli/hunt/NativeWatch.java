package dev.tidemark.cli.hunt;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.model.NativeMemory;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What grows outside of a JVM's heap, for JVMs that track it. For one thread. */
public final class NativeWatch {
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** Series that name no owner of what grows; direct buffers, for one, name themselves. */
    private static final Set<Signal> WITHOUT_OWNER =
            Set.of(Signal.RSS, Signal.NONHEAP_USED, Signal.METASPACE);

    private final Source source;
    private final boolean jvm;
    private final LongSupplier nanos;
    private final @Nullable NativeMemory first;
    private @Nullable List<NativeMemory.Growth> growth;
    private long asked;

    /** Where the numbers come from. */
    interface Source {
        /** Empty when nothing is tracked. */
        Optional<NativeMemory> read() throws CaptureException;
    }

    NativeWatch(Source source, boolean jvm, LongSupplier nanos) throws CaptureException {
        this.source = source;
        this.jvm = jvm;
        this.nanos = nanos;
        this.first = source.read().orElse(null);
        this.growth = first == null ? null : List.of();
        this.asked = nanos.getAsLong();
    }

    /** Growth counts from now. */
    public static NativeWatch start(LiveTarget target) throws CaptureException {
        boolean jvm = target.process().runtime() == RuntimeKind.JVM;
        return new NativeWatch(target::nativeMemory, jvm, System::nanoTime);
    }

    /** Asks the target again, if it tracks anything. */
    public void refresh() throws CaptureException {
        NativeMemory before = first;
        if (before != null) {
            asked = nanos.getAsLong();
            source.read().ifPresent(now -> growth = now.since(before));
        }
    }

    /** Asks the target again when the last time was a minute ago. */
    public void refreshWhenDue() throws CaptureException {
        if (nanos.getAsLong() - asked >= EVERY.toNanos()) {
            refresh();
        }
    }

    /** What grew until it was asked last, the largest first; null when it tracks nothing. */
    public @Nullable List<NativeMemory.Growth> growth() {
        return growth;
    }

    /**
     * How to find out what grows, when the series says that something outside of the heap does and
     * the JVM does not track it.
     */
    public Optional<String> advice(TrendVerdict verdict) {
        boolean unexplained =
                verdict instanceof TrendVerdict.Leaking leaking
                        && WITHOUT_OWNER.contains(leaking.basis().signal());
        return jvm && growth == null && unexplained
                ? Optional.of(
                        "memory outside of the heap grows: started with"
                                + " -XX:NativeMemoryTracking=summary, the JVM tells what for")
                : Optional.empty();
    }
}
