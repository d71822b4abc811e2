package dev.tidemark.capture.jvm;

import dev.tidemark.capture.GcActivity;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.capture.linux.ProcessStatus;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The counters that a HotSpot JVM keeps in {@code /tmp/hsperfdata_USER/PID}: reading them costs the
 * JVM nothing, and it does not notice. Numbers about the heap are as of the latest collection.
 *
 * @see <a
 *     href="https://github.com/openjdk/jdk/blob/master/src/hotspot/share/runtime/perfMemory.hpp">the
 *     file's format</a>
 */
record PerfData(Map<String, Long> numbers, Map<String, String> texts) {
    static final GcActivity NO_COLLECTIONS = new GcActivity(0, Duration.ZERO, 0, Duration.ZERO);

    private static final int MAGIC = 0xcafec0c0;
    private static final int ENTRIES_FIELD = 24;
    private static final int SMALLEST_ENTRY = 20;
    private static final byte TEXT = 'B';
    private static final byte NUMBER = 'J';
    private static final Pattern SPACE_USED =
            Pattern.compile("sun\\.gc\\.generation\\.\\d+\\.space\\.\\d+\\.used");
    private static final Pattern GENERATION_LIMIT =
            Pattern.compile("sun\\.gc\\.generation\\.\\d+\\.maxCapacity");

    /** Serial and Parallel, by their own names and by those that they had before JDK 17. */
    private static final Pattern DIVIDING = Pattern.compile("^(Serial|Parallel|Copy|PS|ParNew)");

    private static final Pattern COLLECTIONS =
            Pattern.compile("sun\\.gc\\.collector\\.\\d+\\.invocations");

    /** Those of a process; empty when it keeps none, or is not ours. */
    static Optional<PerfData> of(ProcFs proc, long pid) {
        long ownPid = proc.status(pid).map(ProcessStatus::namespacePid).orElse(-1L);
        Path temp = proc.seenBy(pid, Path.of("/tmp"));
        try (DirectoryStream<Path> users = Files.newDirectoryStream(temp, "hsperfdata_*")) {
            for (Path user : users) {
                Path file = user.resolve(Long.toString(ownPid));
                if (Files.isReadable(file)) {
                    return parse(Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            // Ended, or not ours.
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Empty when the bytes are something else, or not written in full yet. */
    static Optional<PerfData> parse(byte[] file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            if (bytes.getInt(0) != MAGIC) {
                return Optional.empty();
            }
            bytes.order(bytes.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            return Optional.of(entries(bytes));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static PerfData entries(ByteBuffer bytes) {
        PerfData data = new PerfData(new HashMap<>(), new HashMap<>());
        int entry = bytes.getInt(ENTRIES_FIELD);
        int count = bytes.getInt(ENTRIES_FIELD + 4);
        for (int i = 0; i < count && bytes.getInt(entry) >= SMALLEST_ENTRY; i++) {
            String name = text(bytes, entry + bytes.getInt(entry + 4));
            int length = bytes.getInt(entry + 8);
            int value = entry + bytes.getInt(entry + 16);
            byte type = bytes.get(entry + 12);
            if (type == NUMBER && length == 0) {
                data.numbers.put(name, bytes.getLong(value));
            } else if (type == TEXT && length > 0) {
                data.texts.put(name, text(bytes, value));
            }
            entry += bytes.getInt(entry);
        }
        return data;
    }

    private static String text(ByteBuffer bytes, int from) {
        int end = from;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** {@code 17.0.9}. */
    Optional<String> version() {
        return Optional.ofNullable(texts.get("java.property.java.version"));
    }

    /** The main class or jar, and what it was given. */
    Optional<String> command() {
        return Optional.ofNullable(texts.get("sun.rt.javaCommand"))
                .filter(command -> !command.isBlank());
    }

    /** False when it was started with {@code -XX:+DisableAttachMechanism}. */
    boolean canBeAttached() {
        return !texts.getOrDefault("sun.rt.jvmCapabilities", "1").startsWith("0");
    }

    /**
     * Whether the JVM is past its own start: its module system is there, and any Java code runs.
     */
    boolean started() {
        return numbers.getOrDefault("sun.rt.createVmEndTime", 0L) > 0;
    }

    /** Heap in use after the latest collection, in bytes; empty before the first. */
    OptionalLong heapUsed() {
        return sum(COLLECTIONS) == 0 ? OptionalLong.empty() : OptionalLong.of(sum(SPACE_USED));
    }

    /** Since the JVM started. The first collector is the young generation's, the next the full. */
    GcActivity collections() {
        return new GcActivity(
                numbers.getOrDefault("sun.gc.collector.1.invocations", 0L),
                collectorTime("sun.gc.collector.1.time"),
                numbers.getOrDefault("sun.gc.collector.0.invocations", 0L),
                collectorTime("sun.gc.collector.0.time"));
    }

    private Duration collectorTime(String name) {
        double ticksPerSecond = numbers.getOrDefault("sun.os.hrt.frequency", 1_000_000_000L);
        return Duration.ofNanos((long) (1e9 * numbers.getOrDefault(name, 0L) / ticksPerSecond));
    }

    /** Bytes. */
    long metaspaceUsed() {
        return numbers.getOrDefault("sun.gc.metaspace.used", 0L);
    }

    /** Threads that live; empty when it is not counted. */
    OptionalLong threads() {
        Long threads = numbers.get("java.threads.live");
        return threads == null ? OptionalLong.empty() : OptionalLong.of(threads);
    }

    private long sum(Pattern names) {
        return numbers.entrySet().stream()
                .filter(entry -> names.matcher(entry.getKey()).matches())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * The largest heap, in bytes. The generations of some collectors share it, so that each may
     * take all of it.
     */
    OptionalLong heapLimit() {
        LongStream limits =
                numbers.entrySet().stream()
                        .filter(entry -> GENERATION_LIMIT.matcher(entry.getKey()).matches())
                        .mapToLong(Map.Entry::getValue);
        long limit = isDivided() ? limits.sum() : limits.max().orElse(0);
        return limit > 0 ? OptionalLong.of(limit) : OptionalLong.empty();
    }

    /** Whether each generation has a part of the heap for itself. */
    private boolean isDivided() {
        String collector = texts.getOrDefault("sun.gc.collector.0.name", "");
        return DIVIDING.matcher(collector).find();
    }
}
