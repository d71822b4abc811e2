package dev.tidemark.profile.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.profile.Frame;
import dev.tidemark.profile.OldObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that this JVM makes of itself. */
class OldObjectsTest {
    private static final int KEPT = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The name that the references must lead to. */
    private static final List<Object> archive = new ArrayList<>();

    @TempDir private static Path folder;

    private static Path recording = Path.of("not made yet");

    private static final class Chart {
        /** Too long for a thread's own buffer: such objects are sampled more often. */
        private final long[] points = new long[20_000];
    }

    @BeforeAll
    static void record() throws IOException {
        recording = folder.resolve("recording.jfr");
        try (Recording flight = new Recording()) {
            flight.enable("jdk.OldObjectSample").withStackTrace().with("cutoff", "infinity");
            flight.start();
            long end = System.nanoTime() + PATIENCE.toNanos();
            do {
                fillArchive();
                // Old is what was there when another sampled object died, of the round before.
                System.gc();
                Files.deleteIfExists(recording);
                flight.dump(recording);
            } while (points().isEmpty() && System.nanoTime() < end);
        }
    }

    private static void fillArchive() {
        archive.clear();
        for (int i = 0; i < KEPT; i++) {
            Chart chart = new Chart();
            chart.points[0] = i;
            archive.add(chart);
        }
    }

    private static List<OldObject> points() throws IOException {
        return OldObjects.read(recording).stream()
                .filter(object -> object.type().equals("long[]"))
                .filter(object -> object.heldBy().contains("points"))
                .toList();
    }

    @Test
    void an_old_object_has_its_type_the_line_that_made_it_and_the_fields_that_hold_it()
            throws IOException {
        List<OldObject> points = points();

        assertThat(archive).hasSize(KEPT);
        assertThat(points)
                .isNotEmpty()
                .allSatisfy(object -> {
                    assertThat(object.heldBy()).contains("elementData", "archive");
                    Frame site = object.site().orElseThrow();
                    assertThat(site.name()).isEqualTo("OldObjectsTest$Chart.<init>");
                    assertThat(site.location().file()).isEqualTo(OldObjectsTest.class.getName());
                    assertThat(site.location().line()).isPositive();
                });
    }

    @Test
    void a_recording_without_them_has_none() throws IOException {
        Path empty = folder.resolve("empty.jfr");
        try (Recording flight = new Recording()) {
            flight.enable("jdk.ThreadStart");
            flight.start();
            flight.dump(empty);
        }

        assertThat(OldObjects.read(empty)).isEmpty();
    }

    @Test
    void a_recording_that_is_cut_short_is_refused() throws IOException {
        byte[] sound = Files.readAllBytes(recording);
        Path cut = folder.resolve("cut.jfr");
        Files.write(cut, Arrays.copyOf(sound, sound.length / 2));

        assertThatThrownBy(() -> OldObjects.read(cut))
                .isInstanceOf(ProfileFormatException.class)
                .hasMessageStartingWith(cut + ": expected a recording of Flight Recorder");
    }
}
