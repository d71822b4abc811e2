package dev.tidemark.profile.file;

import dev.tidemark.profile.Frame;
import dev.tidemark.profile.OldObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * The old objects of a Flight Recorder recording one by one, with the references that keep them
 * alive, which a profile has no place for.
 */
public final class OldObjects {
    private static final String EVENT = "jdk.OldObjectSample";

    private OldObjects() {}

    /**
     * All that were alive when the recording was dumped; none if it was made without the event.
     *
     * @throws ProfileFormatException if the recording is cut short or damaged
     */
    public static List<OldObject> read(Path file) throws IOException {
        List<OldObject> objects = new ArrayList<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals(EVENT)) {
                    objects.add(object(event));
                }
            }
        } catch (IOException | RuntimeException | InternalError e) {
            throw JfrProfiles.damaged(file, e);
        }
        return objects;
    }

    private static OldObject object(RecordedEvent event) {
        RecordedObject object = event.getValue("object");
        String type = JfrProfiles.typeName(object.getClass("type").getName());
        return new OldObject(
                JfrProfiles.sameInEachRun(type), stack(event.getStackTrace()), heldBy(object));
    }

    private static List<Frame> stack(@Nullable RecordedStackTrace trace) {
        return trace == null
                ? List.of()
                : trace.getFrames().stream().map(JfrProfiles::frame).toList();
    }

    private static List<String> heldBy(RecordedObject object) {
        List<String> fields = new ArrayList<>();
        RecordedObject reference = object.getValue("referrer");
        while (reference != null) {
            RecordedObject field = reference.getValue("field");
            if (field != null) {
                fields.add(field.getString("name"));
            }
            RecordedObject holder = reference.getValue("object");
            reference = holder == null ? null : holder.getValue("referrer");
        }
        return fields;
    }
}
