package dev.tidemark.capture.v8;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import tools.jackson.databind.JsonNode;

/** A sample in the making; what was not told stays missing. */
final class SampleBuilder {
    private MemorySample sample;

    SampleBuilder(double seconds) {
        this.sample = MemorySample.at(seconds);
    }

    /** Takes the value unless it is missing or negative, which stands for "unknown". */
    SampleBuilder put(Signal signal, JsonNode value) {
        return put(signal, value.asDouble(Double.NaN));
    }

    SampleBuilder put(Signal signal, double value) {
        if (value >= 0) {
            sample = sample.with(signal, value);
        }
        return this;
    }

    MemorySample build() {
        return sample;
    }
}
