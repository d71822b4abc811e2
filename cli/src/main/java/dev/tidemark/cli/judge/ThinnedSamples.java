package dev.tidemark.cli.judge;

import dev.tidemark.model.MemorySample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of samples spread evenly over a series of any length: enough for a picture.
 *
 * <p>When there are too many, every second one goes, and from then on only as many are kept.
 */
public final class ThinnedSamples {
    private static final int MOST = 2048;

    private final List<MemorySample> samples = new ArrayList<>();
    private int every = 1;
    private long seen;
    private @Nullable MemorySample latest;

    /** Takes the next sample; the picture may go without it once there are later ones. */
    public void add(MemorySample sample) {
        latest = sample;
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

    /** From the first sample to the latest; 0 before there are two. */
    public double seconds() {
        return latest == null ? 0 : latest.seconds() - samples.getFirst().seconds();
    }

    /** Those that are kept, the latest of all in any case. */
    public List<MemorySample> samples() {
        List<MemorySample> all = new ArrayList<>(samples);
        if (latest != null && (all.isEmpty() || !all.getLast().equals(latest))) {
            all.add(latest);
        }
        return List.copyOf(all);
    }
}
