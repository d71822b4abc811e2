package dev.tidemark.capture.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldNumbersTest {
    private static final int RUNTIMES_OWN = 2000;

    @TempDir private Path folder;

    @Test
    void numbers_are_counted_in_arrays_sets_and_maps_and_objects_are_not() throws Exception {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");

        long none = numbers(node.get(), "globalThis.kept = [[], new Set(), new Map()];");
        long many =
                numbers(
                        node.get(),
                        """
                        class Row extends Array {}
                        const sparse = [];
                        sparse[4e9] = 1;
                        globalThis.kept = [
                          Array.from({ length: 10000 }, (_, i) => i),
                          Row.from({ length: 1000 }, (_, i) => i / 3),
                          new Set(Array.from({ length: 20000 }, (_, i) => i)),
                          new Map(Array.from({ length: 100000 }, (_, i) => [i, i])),
                          Array.from({ length: 200000 }, () => globalThis),
                          new Map(Array.from({ length: 30000 }, (_, i) => [`k${i}`, true])),
                          sparse,
                        ];
                        """);

        assertThat(many - none).isBetween(131_000L - RUNTIMES_OWN, 131_000L + RUNTIMES_OWN);
    }

    private long numbers(NodeRuntime node, String program) throws Exception {
        Path file = folder.resolve("kept.js");
        Files.writeString(file, program + " setInterval(() => {}, 1000); console.log('kept');");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (LiveTarget target =
                Targets.local()
                        .start(
                                List.of(node.executable().toString(), file.toString()),
                                printed,
                                AttachOptions.defaults())) {
            Eventually.holds(() -> printed.toString(StandardCharsets.UTF_8).contains("kept"));
            return target.heldNumbers().orElseThrow();
        }
    }
}
