package dev.tidemark.profile.file;

import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * The allocations in a Flight Recorder recording, of the JDK or of async-profiler.
 *
 * <p>What was allocated comes from {@code jdk.ObjectAllocationSample} (JDK 16 and newer), else from
 * the events about thread-local buffers; their weights add up to all bytes that were allocated.
 * What is alive comes from async-profiler's {@code profiler.LiveObject}, whose bytes are estimates
 * too, else from {@code jdk.OldObjectSample}, a few hundred objects of which only the proportions
 * mean anything.
 */
public final class JfrProfiles {
    /** Classes that the JVM makes up get a new number in each run. */
    private static final Pattern MADE_UP =
            Pattern.compile("(\\$\\$Lambda|LambdaForm\\$\\w+|\\.0x[0-9a-f]+)[/$+.\\w]*$");

    private final Map<Source, List<Event>> events = new EnumMap<>(Source.class);
    private @Nullable Instant first;
    private @Nullable Instant last;

    private JfrProfiles() {}

    /** The kinds of events, and how to weigh them; of those of one measure the first counts. */
    private enum Source {
        SAMPLES("jdk.ObjectAllocationSample", Measure.ALLOCATED, "weight"),
        IN_NEW_BUFFER("jdk.ObjectAllocationInNewTLAB", Measure.ALLOCATED, "tlabSize"),
        OUTSIDE_OF_BUFFERS("jdk.ObjectAllocationOutsideTLAB", Measure.ALLOCATED, "allocationSize"),
        LIVE_OBJECTS("profiler.LiveObject", Measure.ALIVE, "allocationSize"),
        OLD_OBJECTS("jdk.OldObjectSample", Measure.ALIVE, "objectSize");

        private final String event;
        private final Measure measure;
        private final String bytesField;

        Source(String event, Measure measure, String bytesField) {
            this.event = event;
            this.measure = measure;
            this.bytesField = bytesField;
        }

        static @Nullable Source of(String event) {
            for (Source source : values()) {
                if (source.event.equals(event)) {
                    return source;
                }
            }
            return null;
        }
    }

    private record Event(List<Frame> stack, long bytes) {}

    /**
     * The allocations in a recording, as a profile with the types of what was allocated as leaves.
     *
     * @throws ProfileFormatException if the recording is cut short or damaged, or has no such event
     */
    public static AllocationProfile read(Path file) throws IOException {
        JfrProfiles profiles = new JfrProfiles();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                profiles.add(recording.readEvent());
            }
        } catch (IOException | RuntimeException | InternalError e) {
            throw damaged(file, e);
        }
        return profiles.profile(file);
    }

    /** The parser trusts the file: damage makes it fail in any way, with InternalError too. */
    static ProfileFormatException damaged(Path file, Throwable failure) {
        ProfileFormatException broken =
                new ProfileFormatException(
                        file,
                        "a recording of Flight Recorder",
                        "damage (%s)".formatted(reason(failure)),
                        "It may still be written, or was cut short: dump it again.");
        broken.initCause(failure);
        return broken;
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R.*", "");
    }

    private void add(RecordedEvent event) {
        Instant at = event.getStartTime();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        Source source = Source.of(event.getEventType().getName());
        if (source != null) {
            long bytes = event.hasField(source.bytesField) ? event.getLong(source.bytesField) : 0;
            events.computeIfAbsent(source, _ -> new ArrayList<>())
                    .add(new Event(stack(event), bytes));
        }
    }

    private static List<Frame> stack(RecordedEvent event) {
        List<Frame> stack = new ArrayList<>();
        RecordedStackTrace trace = event.getStackTrace();
        if (trace != null) {
            for (RecordedFrame frame : trace.getFrames().reversed()) {
                stack.add(frame(frame));
            }
        }
        RecordedClass type = type(event);
        if (type != null) {
            stack.add(Frame.type(typeName(type.getName())));
        }
        return stack;
    }

    private static @Nullable RecordedClass type(RecordedEvent event) {
        if (event.hasField("objectClass")) {
            return event.getClass("objectClass");
        }
        RecordedObject object = event.hasField("object") ? event.getValue("object") : null;
        return object == null ? null : object.getClass("type");
    }

    static Frame frame(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        String type = sameInEachRun(method.getType().getName());
        String simple = type.substring(type.lastIndexOf('.') + 1);
        int line = frame.isJavaFrame() ? Math.max(0, frame.getLineNumber()) : 0;
        return Frame.function(
                simple + "." + method.getName(), new SourceLocation(outermost(type), line, 0));
    }

    /** The name of a class without the number that the JVM gives it if it makes it up. */
    static String sameInEachRun(String className) {
        return MADE_UP.matcher(className).replaceFirst("$1");
    }

    /** The class whose source file holds the type. */
    private static String outermost(String type) {
        int nested = type.indexOf('$', type.lastIndexOf('.') + 2);
        return nested < 0 ? type : type.substring(0, nested);
    }

    /** {@code [B} and {@code [Ljava.lang.String;} as Java writes them. */
    static String typeName(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0 || dimensions == name.length()) {
            return name;
        }
        String element = name.substring(dimensions);
        String plain =
                switch (element.charAt(0)) {
                    case 'L' -> element.substring(1).replace(";", "");
                    case 'B' -> "byte";
                    case 'C' -> "char";
                    case 'D' -> "double";
                    case 'F' -> "float";
                    case 'I' -> "int";
                    case 'J' -> "long";
                    case 'S' -> "short";
                    case 'Z' -> "boolean";
                    default -> element;
                };
        return plain + "[]".repeat(dimensions);
    }

    private AllocationProfile profile(Path file) throws ProfileFormatException {
        AllocationProfile.Builder builder = new AllocationProfile.Builder();
        List<Source> used =
                new ArrayList<>(
                        events.containsKey(Source.SAMPLES)
                                ? List.of(Source.SAMPLES)
                                : List.of(Source.IN_NEW_BUFFER, Source.OUTSIDE_OF_BUFFERS));
        used.add(
                events.containsKey(Source.LIVE_OBJECTS) ? Source.LIVE_OBJECTS : Source.OLD_OBJECTS);
        used.removeIf(source -> !events.containsKey(source));
        if (used.isEmpty()) {
            throw new ProfileFormatException(
                    file,
                    "events about allocations",
                    "none",
                    "Record with jdk.ObjectAllocationSample or jdk.OldObjectSample enabled, as"
                            + " the settings `profile` do.");
        }
        for (Source source : used) {
            builder.covering(source.measure, coverage(source));
        }
        for (Source source : used) {
            for (Event event : events.getOrDefault(source, List.of())) {
                builder.add(event.stack(), source.measure, new Weight(event.bytes(), 1));
            }
        }
        return builder.build();
    }

    private Coverage coverage(Source source) {
        Duration duration =
                first == null || last == null ? Duration.ZERO : Duration.between(first, last);
        return new Coverage(
                first,
                duration,
                0,
                source == Source.OLD_OBJECTS ? Coverage.Scale.SAMPLES : Coverage.Scale.ESTIMATED);
    }
}
