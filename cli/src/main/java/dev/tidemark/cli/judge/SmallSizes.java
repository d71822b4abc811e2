package dev.tidemark.cli.judge;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Notices a series whose sizes can be no bytes, because no heap and no process is so small. */
final class SmallSizes implements Consumer<MemorySample> {
    private static final double PAGE = 4096;

    private static final List<Signal> NEVER_SMALL =
            List.of(Signal.RSS, Signal.HEAP_USED, Signal.HEAP_TOTAL, Signal.POST_GC_USED);

    private double largest;

    @Override
    public void accept(MemorySample sample) {
        for (Signal signal : NEVER_SMALL) {
            OptionalDouble bytes = sample.value(signal);
            largest = bytes.isPresent() ? Math.max(largest, bytes.getAsDouble()) : largest;
        }
    }

    /** What is odd and what to do; empty when nothing is. */
    Optional<String> doubt() {
        return largest == 0 || largest >= PAGE
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "expected sizes in bytes, found none above %.0f, less than a page."
                                        + " If they are MiB, multiply them by 1048576.",
                                largest));
    }
}
