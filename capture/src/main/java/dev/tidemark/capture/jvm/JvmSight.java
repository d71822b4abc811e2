package dev.tidemark.capture.jvm;

import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.capture.linux.ProcessStatus;
import dev.tidemark.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a JVM without touching it.
 *
 * @param version such as {@code 17.0.9}; null when it is not known
 * @param command main class or jar, and what it was given; null when it is not known
 * @param heap in use after the latest collection; null when it is not known
 * @param heapLimit null when it is not known
 * @param obstacle why we cannot attach; null when nothing speaks against it
 */
public record JvmSight(
        @Nullable String version,
        @Nullable String command,
        @Nullable Bytes heap,
        @Nullable Bytes heapLimit,
        @Nullable String obstacle) {
    private static final String LIBRARY = "libjvm.so";

    /** SIGQUIT opens no socket there, it writes a file with all threads. */
    private static final String OPENJ9 = "libj9vm29.so";

    private static final List<String> REFUSING_FLAGS =
            List.of("-XX:+DisableAttachMechanism", "-Xrs");

    /**
     * Whether the process is a JVM: by the name of its program, or the library, when another
     * program has the JVM within it.
     */
    public static boolean isJvm(ProcFs proc, long pid) {
        return proc.executable(pid)
                        .map(program -> program.getFileName().toString().equals("java"))
                        .orElse(false)
                || proc.maps(pid, LIBRARY);
    }

    /** Looks at a process that is a JVM. */
    public static JvmSight of(ProcFs proc, long pid) {
        Optional<PerfData> counters = PerfData.of(proc, pid);
        return new JvmSight(
                counters.flatMap(PerfData::version).or(() -> release(proc, pid)).orElse(null),
                counters.flatMap(PerfData::command)
                        .or(() -> JvmCommandLine.program(proc.commandLine(pid)))
                        .orElse(null),
                bytes(counters.map(PerfData::heapUsed).orElse(OptionalLong.empty())),
                bytes(counters.map(PerfData::heapLimit).orElse(OptionalLong.empty())),
                obstacle(proc, pid, counters));
    }

    private static @Nullable Bytes bytes(OptionalLong value) {
        return value.isPresent() ? Bytes.of(value.getAsLong()) : null;
    }

    private static @Nullable String obstacle(ProcFs proc, long pid, Optional<PerfData> counters) {
        if (!proc.ours(pid)) {
            long uid = proc.status(pid).map(ProcessStatus::uid).orElse(-1L);
            return "belongs to user id " + uid;
        }
        if (proc.maps(pid, OPENJ9)) {
            return "with OpenJ9, which is attached to in a way of its own";
        }
        if (counters.isPresent() && !counters.get().canBeAttached()) {
            return "started with " + REFUSING_FLAGS.getFirst();
        }
        return proc.commandLine(pid).stream()
                .filter(REFUSING_FLAGS::contains)
                .findFirst()
                .map(flag -> "started with " + flag)
                .orElse(null);
    }

    /** From the {@code release} file of its JDK, for JVMs that keep no counters. */
    private static Optional<String> release(ProcFs proc, long pid) {
        Path home =
                proc.executable(pid).map(Path::getParent).map(Path::getParent).orElse(Path.of("/"));
        try {
            return Files.readAllLines(proc.seenBy(pid, home.resolve("release"))).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                    .findFirst();
        } catch (IOException e) {
            // No JDK's folder, or not ours.
            return Optional.empty();
        }
    }
}
