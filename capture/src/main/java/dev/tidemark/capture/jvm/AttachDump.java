package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.SnapshotFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A dump by {@code GC.heap_dump}: live objects only, after a full collection. */
record AttachDump(AttachSocket socket, AttachCall call, Path file) implements PendingDump {
    private static final String COMMAND = "GC.heap_dump";

    /** Asks over the attach socket. */
    record By(AttachSocket socket) implements Request {
        @Override
        public PendingDump send(Path file, boolean packed) throws IOException, CaptureException {
            String command = COMMAND + (packed ? " -gz=1 " : " ") + quoted(file);
            AttachCall call = AttachCall.send(socket.path(), List.of("jcmd", command));
            return new AttachDump(socket, call, file);
        }
    }

    private static String quoted(Path file) throws SnapshotFileException {
        String name = file.toString();
        if (name.chars().anyMatch(letter -> letter == '"' || letter < ' ')) {
            throw new SnapshotFileException(
                    name.replaceAll("\\p{Cntrl}", "?"),
                    "a name without quotes and line breaks",
                    "one with them",
                    "Choose another name.");
        }
        return '"' + name + '"';
    }

    @Override
    public boolean await(Duration time) throws IOException {
        return call.await(time);
    }

    @Override
    public void check() throws CaptureException {
        String output = socket.output(COMMAND, call);
        if (output.lines().reduce((_, last) -> last).orElse("").startsWith("Dumping heap to")) {
            // Neither well nor ill: the answer ends where the JVM did.
            throw socket.broken(COMMAND, null);
        }
        if (!output.contains("Heap dump file created")) {
            throw new SnapshotFileException(
                    file.toString(),
                    "the JVM to write its dump",
                    output.lines().reduce((_, last) -> last).orElse("no answer").strip(),
                    "Free some space or choose another folder; no file is left behind.");
        }
    }

    @Override
    public void close() throws IOException {
        call.close();
    }
}
