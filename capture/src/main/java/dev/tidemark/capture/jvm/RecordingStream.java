package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.TargetCallException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/**
 * What Flight Recorder has recorded, read block by block over JMX: the way to the recordings of a
 * JVM with which we share no files.
 *
 * @param where the target, in messages
 * @param patience for each call
 */
record RecordingStream(JmxConnection jmx, String where, Duration patience) {
    private static final ObjectName RECORDER = Names.of("jdk.management.jfr:type=FlightRecorder");
    private static final String NUMBER = "long";

    /**
     * Stops a recording, writes it to a new file that only its owner may read, and closes it in the
     * JVM. Where that fails, no file is left.
     */
    void drain(String recording, Path file) throws CaptureException, IOException {
        long id = id(recording);
        try {
            call("stopRecording", id);
            // Of stopped recordings only: data of one that runs would be as of its last chunk.
            long stream = open(id);
            try {
                write(stream, file);
            } finally {
                call("closeStream", stream);
            }
        } finally {
            call("closeRecording", id);
        }
    }

    private long id(String recording) throws CaptureException {
        Object all = jmx.read(RECORDER, List.of("Recordings"), patience).getFirst();
        if (all instanceof CompositeData[] recordings) {
            for (CompositeData each : recordings) {
                if (recording.equals(each.get("name")) && each.get("id") instanceof Long id) {
                    return id;
                }
            }
        }
        throw new TargetCallException(
                where,
                "its Flight Recorder to know our recording",
                "none of that name",
                "Somebody may have stopped the recording: try again.");
    }

    private long open(long recording) throws CaptureException {
        Object stream =
                jmx.invoke(
                        RECORDER,
                        "openStream",
                        Arrays.asList(recording, null),
                        List.of(NUMBER, TabularData.class.getName()),
                        patience);
        if (stream instanceof Long id) {
            return id;
        }
        throw new TargetCallException(
                where,
                "a stream of its recording",
                String.valueOf(stream),
                "This JVM may be too old: dump the recording there and read the file.");
    }

    private void write(long stream, Path file) throws CaptureException, IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            while (call("readStream", stream) instanceof byte[] block) {
                out.write(block);
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private @Nullable Object call(String operation, long id) throws CaptureException {
        return jmx.invoke(RECORDER, operation, List.of(id), List.of(NUMBER), patience);
    }
}
