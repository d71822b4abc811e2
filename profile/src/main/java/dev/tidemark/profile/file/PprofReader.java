package dev.tidemark.profile.file;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code profile.proto} of any origin, as long as it counts allocated or living bytes. */
final class PprofReader {
    private final Path file;
    private final List<String> strings = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Map<Long, Function> functions = new HashMap<>();
    private final Map<Long, List<Line>> lines = new HashMap<>();
    private final List<Long> comments = new ArrayList<>();
    private long timeNanos;
    private long durationNanos;
    private long period;

    private record Type(long name, long unit) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sample(long[] locations, long[] values) {}

    private record Function(long name, long file, long startLine) {}

    private record Line(long function, long line, long column) {}

    /** Which columns of a sample make up a measure; -1 where there is none. */
    private record Columns(int bytes, int count) {}

    private PprofReader(Path file) {
        this.file = file;
    }

    static AllocationProfile read(Path file, byte[] unpacked) throws ProfileFormatException {
        PprofReader reader = new PprofReader(file);
        reader.fields(new ProtoReader(file, unpacked));
        return reader.profile();
    }

    private void fields(ProtoReader in) throws ProfileFormatException {
        while (in.next()) {
            switch (in.field()) {
                case PprofFields.SAMPLE_TYPE -> types.add(type(in.message()));
                case PprofFields.SAMPLE -> samples.add(sample(in.message()));
                case PprofFields.LOCATION -> location(in.message());
                case PprofFields.FUNCTION -> function(in.message());
                case PprofFields.STRING_TABLE -> strings.add(in.text());
                case PprofFields.TIME_NANOS -> timeNanos = in.number();
                case PprofFields.DURATION_NANOS -> durationNanos = in.number();
                case PprofFields.PERIOD -> period = in.number();
                case PprofFields.COMMENT -> {
                    for (long comment : in.numbers()) {
                        comments.add(comment);
                    }
                }
                default -> in.skip();
            }
        }
    }

    private static Type type(ProtoReader in) throws ProfileFormatException {
        long name = 0;
        long unit = 0;
        while (in.next()) {
            switch (in.field()) {
                case PprofFields.TYPE_NAME -> name = in.number();
                case PprofFields.TYPE_UNIT -> unit = in.number();
                default -> in.skip();
            }
        }
        return new Type(name, unit);
    }

    private static Sample sample(ProtoReader in) throws ProfileFormatException {
        List<long[]> locations = new ArrayList<>();
        List<long[]> values = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case PprofFields.SAMPLE_LOCATIONS -> locations.add(in.numbers());
                case PprofFields.SAMPLE_VALUES -> values.add(in.numbers());
                default -> in.skip();
            }
        }
        return new Sample(joined(locations), joined(values));
    }

    private static long[] joined(List<long[]> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().flatMapToLong(Arrays::stream).toArray();
    }

    private void location(ProtoReader in) throws ProfileFormatException {
        long id = 0;
        List<Line> inlined = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case PprofFields.ID -> id = in.number();
                case PprofFields.LOCATION_LINE -> inlined.add(line(in.message()));
                default -> in.skip();
            }
        }
        lines.put(id, inlined);
    }

    private static Line line(ProtoReader in) throws ProfileFormatException {
        long function = 0;
        long line = 0;
        long column = 0;
        while (in.next()) {
            switch (in.field()) {
                case PprofFields.LINE_FUNCTION -> function = in.number();
                case PprofFields.LINE_NUMBER -> line = in.number();
                case PprofFields.LINE_COLUMN -> column = in.number();
                default -> in.skip();
            }
        }
        return new Line(function, line, column);
    }

    private void function(ProtoReader in) throws ProfileFormatException {
        long id = 0;
        long name = 0;
        long source = 0;
        long startLine = 0;
        while (in.next()) {
            switch (in.field()) {
                case PprofFields.ID -> id = in.number();
                case PprofFields.FUNCTION_NAME -> name = in.number();
                case PprofFields.FUNCTION_FILE -> source = in.number();
                case PprofFields.FUNCTION_START_LINE -> startLine = in.number();
                default -> in.skip();
            }
        }
        functions.put(id, new Function(name, source, startLine));
    }

    private AllocationProfile profile() throws ProfileFormatException {
        Map<Measure, Columns> columns = columns();
        AllocationProfile.Builder builder = new AllocationProfile.Builder().interval(period);
        Map<Measure, Coverage> noted = notes();
        for (Measure measure : columns.keySet()) {
            builder.covering(measure, noted.getOrDefault(measure, coverage()));
        }
        for (Sample sample : samples) {
            List<Frame> stack = stack(sample);
            for (Map.Entry<Measure, Columns> each : columns.entrySet()) {
                Columns where = each.getValue();
                long bytes = value(sample, where.bytes());
                long count = where.count() < 0 ? 0 : value(sample, where.count());
                builder.add(stack, each.getKey(), new Weight(bytes, count));
            }
        }
        return builder.build();
    }

    private Coverage coverage() {
        Instant start = timeNanos <= 0 ? null : Instant.ofEpochSecond(0, timeNanos);
        Duration duration = Duration.ofNanos(Math.max(0, durationNanos));
        return new Coverage(start, duration, 0, Coverage.Scale.ESTIMATED);
    }

    private Map<Measure, Coverage> notes() throws ProfileFormatException {
        Map<Measure, Coverage> notes = new EnumMap<>(Measure.class);
        for (long comment : comments) {
            CoverageNote.parse(string(comment))
                    .ifPresent(note -> notes.put(note.measure(), note.coverage()));
        }
        return notes;
    }

    /** The columns in bytes, by what they are called; a nameless one counts what is alive. */
    private Map<Measure, Columns> columns() throws ProfileFormatException {
        Map<Measure, Columns> columns = new EnumMap<>(Measure.class);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            String name = string(types.get(i).name());
            String unit = string(types.get(i).unit());
            names.add(name + " in " + unit);
            if (unit.equals("bytes")) {
                int column = i;
                measure(name)
                        .ifPresent(
                                measure -> columns.putIfAbsent(measure, new Columns(column, -1)));
            }
        }
        for (Measure measure : List.copyOf(columns.keySet())) {
            Columns bytes = columns.get(measure);
            if (bytes != null) {
                columns.put(measure, new Columns(bytes.bytes(), countOf(measure)));
            }
        }
        if (columns.isEmpty()) {
            throw new ProfileFormatException(
                    file,
                    "samples that count bytes of memory",
                    names.isEmpty() ? "no kind of samples" : String.join(", ", names),
                    "Only allocation profiles can be read, not those of processor time.");
        }
        return columns;
    }

    private int countOf(Measure measure) throws ProfileFormatException {
        for (int i = 0; i < types.size(); i++) {
            if (string(types.get(i).unit()).equals("count")
                    && measure(string(types.get(i).name())).equals(Optional.of(measure))) {
                return i;
            }
        }
        return -1;
    }

    /** Go, Node and Java profilers call them differently, and all by one of these words. */
    private static Optional<Measure> measure(String type) {
        if (type.contains("alloc")) {
            return Optional.of(Measure.ALLOCATED);
        }
        return type.contains("inuse")
                        || type.contains("live")
                        || type.equals("space")
                        || type.equals("objects")
                ? Optional.of(Measure.ALIVE)
                : Optional.empty();
    }

    private long value(Sample sample, int column) throws ProfileFormatException {
        if (column >= sample.values().length) {
            throw new ProfileFormatException(
                    file,
                    types.size() + " values in every sample",
                    String.valueOf(sample.values().length));
        }
        return sample.values()[column];
    }

    private List<Frame> stack(Sample sample) throws ProfileFormatException {
        List<Frame> stack = new ArrayList<>();
        for (long location : sample.locations()) {
            List<Line> inlined = lines.get(location);
            if (inlined == null) {
                throw new ProfileFormatException(
                        file, "a location " + location + " that a sample names", "none");
            }
            for (Line line : inlined) {
                stack.add(frame(line));
            }
        }
        // They stand leaf first, and so do the calls that were inlined into one place.
        Collections.reverse(stack);
        return stack;
    }

    private Frame frame(Line line) throws ProfileFormatException {
        Function function = functions.get(line.function());
        if (function == null) {
            throw new ProfileFormatException(
                    file, "a function " + line.function() + " that a location names", "none");
        }
        long at = line.line() > 0 ? line.line() : function.startLine();
        return FrameText.function(
                string(function.name()),
                string(function.file()),
                Math.clamp(at, 0, Integer.MAX_VALUE),
                Math.clamp(line.column(), 0, Integer.MAX_VALUE));
    }

    private String string(long index) throws ProfileFormatException {
        if (index < 0 || index >= strings.size()) {
            throw new ProfileFormatException(
                    file, "one of %d texts".formatted(strings.size()), "text " + index);
        }
        return strings.get((int) index);
    }
}
