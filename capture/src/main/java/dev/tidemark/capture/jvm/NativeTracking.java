package dev.tidemark.capture.jvm;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.NativeMemory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Native Memory Tracking, which a JVM has when it was started with it. */
final class NativeTracking {
    private static final String COMMAND = "VM.native_memory summary scale=b";

    /** Lines within a category look alike, but are indented and have no dash. */
    private static final Pattern CATEGORY =
            Pattern.compile("(?m)^- +(\\S.*?) \\(reserved=(\\d+), committed=(\\d+)");

    private NativeTracking() {}

    /** What it counts now; empty when it is off, or when we may not ask. */
    static Optional<NativeMemory> read(JvmCommands commands, Duration patience)
            throws CaptureException {
        try {
            return parse(commands.run(COMMAND, patience));
        } catch (TargetCallException e) {
            // Who may only look at a JVM from afar may not run commands; it goes without.
            return Optional.empty();
        }
    }

    /** Of what the command printed, in bytes. */
    static Optional<NativeMemory> parse(String summary) {
        Map<String, NativeMemory.Use> categories = new HashMap<>();
        Matcher category = CATEGORY.matcher(summary);
        while (category.find()) {
            categories.put(
                    category.group(1),
                    new NativeMemory.Use(bytes(category.group(2)), bytes(category.group(3))));
        }
        return categories.isEmpty() ? Optional.empty() : Optional.of(new NativeMemory(categories));
    }

    private static Bytes bytes(String digits) {
        return Bytes.of(Double.parseDouble(digits));
    }
}
