package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.capture.linux.ProcFs;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The attach socket of a JVM on this machine. Commands go through it without loading anything into
 * the JVM; its Attach Listener thread, which is there from the first attach on, runs them.
 *
 * @param path of the socket as we see it
 * @param where the JVM, in messages
 */
record AttachSocket(ProcFs proc, long pid, Path path, String where) implements JvmCommands {
    @Override
    public String run(String command, Duration patience) throws CaptureException {
        return call(List.of("jcmd", command), patience);
    }

    /** Properties of the JVM's agents, such as the address of the JMX server. */
    Properties agentProperties(Duration patience) throws CaptureException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(call(List.of("agentProperties"), patience)));
        } catch (IOException | IllegalArgumentException e) {
            throw new TargetCallException(
                    where, "its properties", "something else", "Attach again.", e);
        }
        return properties;
    }

    private String call(List<String> words, Duration patience) throws CaptureException {
        String name = String.join(" ", words);
        try (AttachCall call = AttachCall.send(path, words)) {
            if (!call.await(patience)) {
                throw new TargetCallException(
                        where,
                        "an answer to " + name,
                        "none within %d s".formatted(patience.toSeconds()),
                        "It may be stopped, or busy with a long collection: try again.");
            }
            return output(name, call);
        } catch (ClosedByInterruptException e) {
            throw interrupted(name, e);
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    /** What the JVM printed, or what went wrong instead. */
    String output(String name, AttachCall call) throws CaptureException {
        OptionalInt code = call.code();
        if (code.isEmpty()) {
            throw broken(name, null);
        }
        if (code.getAsInt() == 0) {
            return call.output();
        }
        throw new TargetCallException(
                where,
                "an answer to " + name,
                call.output().lines().findFirst().orElse("error " + code.getAsInt()),
                "This JVM may be too old, or built without it.");
    }

    CaptureException broken(String name, @Nullable IOException e) {
        String found = "its end";
        if (proc.exists(pid)) {
            found = e == null ? "an answer that was cut" : String.valueOf(e.getMessage());
        }
        return new TargetLostException(
                where, "an answer to " + name, found, "Attach again if it still runs.", e);
    }

    TargetCallException interrupted(String name, ClosedByInterruptException e) {
        return new TargetCallException(
                where, "an answer to " + name, "an interruption", "Run it again.", e);
    }
}
