package dev.tidemark.profile.file;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One profile of a speedscope file: a list of stacks with their weights, or frames that are opened
 * and closed as bytes go by.
 */
record SpeedscopeProfile(Path file, JsonNode profile, List<Frame> frames, Measure measure) {

    void addTo(AllocationProfile.Builder builder) throws ProfileFormatException {
        switch (profile.path("type").asString("")) {
            case "sampled" -> sampled(builder);
            case "evented" -> evented(builder);
            default ->
                    throw new ProfileFormatException(
                            file,
                            "a profile of type sampled or evented",
                            profile.path("type").toString());
        }
    }

    private void sampled(AllocationProfile.Builder builder) throws ProfileFormatException {
        JsonNode samples = profile.path("samples");
        JsonNode weights = profile.path("weights");
        if (samples.size() != weights.size()) {
            throw new ProfileFormatException(
                    file,
                    "a weight for each of %d samples".formatted(samples.size()),
                    weights.size() + " weights");
        }
        for (int i = 0; i < samples.size(); i++) {
            List<Frame> stack = new ArrayList<>();
            for (JsonNode index : samples.path(i)) {
                stack.add(frame(index));
            }
            builder.add(stack, measure, weight(weights.path(i)));
        }
    }

    private void evented(AllocationProfile.Builder builder) throws ProfileFormatException {
        List<Frame> open = new ArrayList<>();
        double last = profile.path("startValue").asDouble(0);
        for (JsonNode event : profile.path("events")) {
            double at = event.path("at").asDouble(last);
            builder.add(open, measure, new Weight(Math.max(0, Math.round(at - last)), 0));
            last = at;
            if (event.path("type").asString("").equals("O")) {
                open.add(frame(event.path("frame")));
            } else if (open.isEmpty()) {
                throw new ProfileFormatException(
                        file, "a frame to be opened before it is closed", "the opposite");
            } else {
                open.removeLast();
            }
        }
    }

    private Frame frame(JsonNode index) throws ProfileFormatException {
        int number = index.asInt(-1);
        if (number < 0 || number >= frames.size()) {
            throw new ProfileFormatException(
                    file, "one of %d frames".formatted(frames.size()), index.toString());
        }
        return frames.get(number);
    }

    private Weight weight(JsonNode bytes) throws ProfileFormatException {
        if (!bytes.isNumber()) {
            throw new ProfileFormatException(file, "a number of bytes", bytes.toString());
        }
        return new Weight(Math.round(bytes.asDouble()), 0);
    }
}
