package dev.tidemark.trend;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/** The garbage collections of one life: how many were counted, and how many outcomes were seen. */
final class CollectionCounts {
    private double majors = Double.NaN;
    private double minors = Double.NaN;
    private double latestLeft = Double.NaN;
    private int young;
    private int full;

    /** Takes the next sample; returns what a full collection left that ran since the last one. */
    OptionalDouble add(MemorySample sample) {
        countYoung(sample.value(Signal.MINOR_GCS));
        OptionalDouble left = sample.value(Signal.POST_GC_USED);
        OptionalDouble collections = sample.value(Signal.MAJOR_GCS);
        // Between collections the value only repeats the latest: that is not a second reading.
        boolean fresh =
                collections.isPresent()
                        ? collections.getAsDouble() > (Double.isNaN(majors) ? 0 : majors)
                        : left.isPresent() && left.getAsDouble() != latestLeft;
        majors = collections.orElse(majors);
        latestLeft = left.orElse(latestLeft);
        if (!fresh || left.isEmpty()) {
            return OptionalDouble.empty();
        }
        full++;
        return left;
    }

    private void countYoung(OptionalDouble collections) {
        if (collections.isPresent() && collections.getAsDouble() > minors) {
            young += (int) (collections.getAsDouble() - minors);
        }
        minors = collections.orElse(minors);
    }

    /** Whether fewer full collections are counted now than before: another process counts. */
    boolean fallsIn(MemorySample sample) {
        OptionalDouble collections = sample.value(Signal.MAJOR_GCS);
        return collections.isPresent() && collections.getAsDouble() < majors;
    }

    /** Full collections whose outcome was seen. */
    int full() {
        return full;
    }

    /** Young collections seen; 0 when they are not counted. */
    int young() {
        return young;
    }

    /** Whether full collections are counted. */
    boolean countsFull() {
        return !Double.isNaN(majors);
    }

    /** Whether full collections are counted and none has run, as V8 does for minutes. */
    boolean awaitsFull() {
        return majors == 0 && Double.isNaN(latestLeft);
    }

    /** Heap after the latest full collection; NaN before the first. */
    double latestLeft() {
        return latestLeft;
    }

    void write(DataOutput to) throws IOException {
        Saved.writeDoubles(to, majors, minors, latestLeft);
        to.writeInt(young);
        to.writeInt(full);
    }

    void read(DataInput from) throws IOException {
        majors = from.readDouble();
        minors = from.readDouble();
        latestLeft = from.readDouble();
        young = from.readInt();
        full = from.readInt();
    }
}
