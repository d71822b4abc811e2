package dev.tidemark.profile.file;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes {@code profile.proto}, packed with gzip. The samples have the types that Go's heap
 * profiles have: {@code alloc_space} and {@code inuse_space} in bytes, with their counts.
 *
 * @see <a href="https://github.com/google/pprof/blob/main/proto/profile.proto">profile.proto</a>
 */
final class Pprof {
    private final AllocationProfile profile;
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final Map<Frame, Integer> locations = new HashMap<>();
    private final ProtoWriter message = new ProtoWriter();

    private Pprof(AllocationProfile profile) {
        this.profile = profile;
        string(""); // index 0, as the format has it
    }

    static byte[] write(AllocationProfile profile) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new Pprof(profile).toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return packed.toByteArray();
    }

    private byte[] toBytes() {
        for (Measure measure : profile.measures()) {
            message.message(PprofFields.SAMPLE_TYPE, valueType(countType(measure), "count"));
            message.message(PprofFields.SAMPLE_TYPE, valueType(spaceType(measure), "bytes"));
        }
        for (int node = 0; node < profile.nodeCount(); node++) {
            sample(node);
        }
        about();
        // The strings come last: everything before has added to them.
        strings.keySet().forEach(each -> message.text(PprofFields.STRING_TABLE, each));
        return message.toBytes();
    }

    private void sample(int node) {
        List<Long> values = new ArrayList<>();
        for (Measure measure : profile.measures()) {
            Weight self = profile.self(node, measure);
            values.add(self.count());
            values.add(self.bytes());
        }
        if (values.stream().allMatch(value -> value == 0)) {
            return;
        }
        // Leaf first.
        long[] stack = profile.stack(node).reversed().stream().mapToLong(this::location).toArray();
        message.message(
                PprofFields.SAMPLE,
                new ProtoWriter()
                        .numbers(PprofFields.SAMPLE_LOCATIONS, stack)
                        .numbers(
                                PprofFields.SAMPLE_VALUES,
                                values.stream().mapToLong(Long::longValue).toArray()));
    }

    /** A location and its function, one for each frame: their numbers are the same. */
    private int location(Frame frame) {
        Integer known = locations.get(frame);
        if (known != null) {
            return known;
        }
        int id = locations.size() + 1;
        locations.put(frame, id);
        int name = string(FrameText.name(frame));
        message.message(
                PprofFields.FUNCTION,
                new ProtoWriter()
                        .number(PprofFields.ID, id)
                        .number(PprofFields.FUNCTION_NAME, name)
                        .number(PprofFields.FUNCTION_SYSTEM_NAME, name)
                        .number(PprofFields.FUNCTION_FILE, string(frame.location().file())));
        message.message(
                PprofFields.LOCATION,
                new ProtoWriter()
                        .number(PprofFields.ID, id)
                        .message(
                                PprofFields.LOCATION_LINE,
                                new ProtoWriter()
                                        .number(PprofFields.LINE_FUNCTION, id)
                                        .number(PprofFields.LINE_NUMBER, frame.location().line())
                                        .number(
                                                PprofFields.LINE_COLUMN,
                                                frame.location().column())));
        return id;
    }

    private void about() {
        Coverage coverage = profile.coverage(profile.mainMeasure());
        if (coverage.start() != null) {
            Duration sinceEpoch = Duration.between(Instant.EPOCH, coverage.start());
            message.number(PprofFields.TIME_NANOS, sinceEpoch.toNanos());
        }
        message.number(PprofFields.DURATION_NANOS, coverage.duration().toNanos());
        message.message(PprofFields.PERIOD_TYPE, valueType("space", "bytes"));
        message.number(PprofFields.PERIOD, profile.intervalBytes());
        for (Measure measure : profile.measures()) {
            CoverageNote note = new CoverageNote(measure, profile.coverage(measure));
            message.numbers(PprofFields.COMMENT, string(note.toString()));
        }
        message.number(PprofFields.DEFAULT_TYPE, string(spaceType(profile.mainMeasure())));
    }

    private ProtoWriter valueType(String type, String unit) {
        return new ProtoWriter()
                .number(PprofFields.TYPE_NAME, string(type))
                .number(PprofFields.TYPE_UNIT, string(unit));
    }

    private static String spaceType(Measure measure) {
        return switch (measure) {
            case ALLOCATED -> "alloc_space";
            case ALIVE -> "inuse_space";
        };
    }

    private static String countType(Measure measure) {
        return switch (measure) {
            case ALLOCATED -> "alloc_objects";
            case ALIVE -> "inuse_objects";
        };
    }

    private int string(String text) {
        return strings.computeIfAbsent(text, _ -> strings.size());
    }
}
