package dev.tidemark.cli.judge;

import dev.tidemark.model.MemorySample;
import java.util.ArrayList;
import java.util.List;

/**
 * A bounded number of samples spread evenly over a series of any length: enough for a picture.
 *
 * <p>When there are too many, every second one goes, and from then on only as many are kept.
 */
final class ThinnedSamples {
    private static final int MOST = 2048;

    private final List<MemorySample> samples = new ArrayList<>();
    private int every = 1;
    private long seen;

    void add(MemorySample sample) {
        if (seen++ % every != 0) {
            return;
        }
        samples.add(sample);
        if (samples.size() == MOST) {
            List<MemorySample> kept = new ArrayList<>();
            for (int i = 0; i < MOST; i += 2) {
                kept.add(samples.get(i));
            }
            samples.clear();
            samples.addAll(kept);
            every *= 2;
        }
    }

    List<MemorySample> samples() {
        return List.copyOf(samples);
    }
}
