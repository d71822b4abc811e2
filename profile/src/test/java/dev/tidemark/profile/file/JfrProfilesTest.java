package dev.tidemark.profile.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.AllocationSites;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.FunctionRow;
import dev.tidemark.profile.FunctionTable;
import dev.tidemark.profile.Measure;
import dev.tidemark.testkit.CorruptFiles;
import dev.tidemark.testkit.CorruptFiles.CorruptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings that this JVM makes of itself. */
class JfrProfilesTest {
    /** No multiple of anything else that is allocated here. */
    private static final int CHURNED_BYTES = 10_007;

    private static final int ROUNDS = 20_000;

    @TempDir private static Path folder;

    private static Path recording = Path.of("not made yet");
    private static List<Object> kept = List.of();

    @BeforeAll
    static void record() throws IOException {
        recording = folder.resolve("recording.jfr");
        try (Recording flight = new Recording()) {
            flight.enable("jdk.ObjectAllocationSample").with("throttle", "5000/s").withStackTrace();
            flight.enable("jdk.OldObjectSample").withStackTrace();
            flight.start();
            kept = new ArrayList<>();
            long sum = 0;
            for (int i = 0; i < ROUNDS; i++) {
                sum += churn(i).length;
                keep();
            }
            assertThat(sum).isEqualTo((long) ROUNDS * CHURNED_BYTES);
            flight.dump(recording);
        }
    }

    private static byte[] churn(int seed) {
        byte[] bytes = new byte[CHURNED_BYTES];
        bytes[seed % bytes.length] = 1;
        return bytes;
    }

    private static void keep() {
        kept.add(new long[50]);
    }

    @Test
    void bytes_that_were_allocated_are_booked_on_the_method_and_line_that_did_it()
            throws IOException {
        AllocationProfile profile = ProfileFiles.read(recording);

        FunctionRow first = FunctionTable.of(profile).getFirst();

        assertThat(first.function().name()).isEqualTo("JfrProfilesTest.churn");
        assertThat(first.function().location().file())
                .isEqualTo("dev.tidemark.profile.file.JfrProfilesTest");
        assertThat(first.function().location().line()).isPositive();
        assertThat(FunctionTable.typesAt(profile, first.function())).first().isEqualTo("byte[]");
        assertThat(profile.coverage(Measure.ALLOCATED).scale()).isEqualTo(Coverage.Scale.ESTIMATED);
        assertThat((double) first.allocated().self().bytes())
                .isBetween(0.5 * ROUNDS * CHURNED_BYTES, 1.5 * ROUNDS * CHURNED_BYTES);
        assertThat(profile.coverage(Measure.ALLOCATED).duration())
                .isBetween(Duration.ofMillis(1), Duration.ofMinutes(5));
    }

    @Test
    void what_is_still_alive_is_known_by_its_allocation_site() throws IOException {
        AllocationProfile profile = ProfileFiles.read(recording);

        assertThat(kept).hasSize(ROUNDS);
        assertThat(profile.coverage(Measure.ALIVE).scale()).isEqualTo(Coverage.Scale.SAMPLES);
        assertThat(AllocationSites.of(profile, Measure.ALIVE).getFirst().function().name())
                .isEqualTo("JfrProfilesTest.keep");
    }

    @Test
    void a_recording_that_is_cut_or_changed_is_read_or_refused_and_nothing_else()
            throws IOException {
        byte[] sound = Files.readAllBytes(recording);
        CorruptFiles files = CorruptFiles.of(sound);
        List<CorruptFile> broken = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            broken.add(files.cutAt(sound.length / 20 * i));
            broken.add(files.flipped(i));
            broken.add(files.spliced(i));
        }

        for (CorruptFile each : broken) {
            Path file = Files.write(folder.resolve("broken.jfr"), each.bytes());
            try {
                ProfileFiles.read(file);
            } catch (ProfileFormatException e) {
                assertThat(e.getMessage())
                        .as(each.what())
                        .startsWith(file + ": expected ")
                        .doesNotContain("\n");
            }
        }
    }

    @Test
    void a_recording_without_allocations_says_what_to_record() throws IOException {
        Path empty = folder.resolve("empty.jfr");
        try (Recording flight = new Recording()) {
            flight.enable("jdk.ThreadStart");
            flight.start();
            flight.dump(empty);
        }

        assertThatThrownBy(() -> ProfileFiles.read(empty))
                .isInstanceOf(ProfileFormatException.class)
                .hasMessageContaining("expected events about allocations, found none.")
                .hasMessageContaining("jdk.ObjectAllocationSample");
    }

    @ParameterizedTest
    @CsvSource({
        "[B, byte[]",
        "[[J, long[][]",
        "[Ljava.lang.String;, java.lang.String[]",
        "java.util.HashMap, java.util.HashMap",
        "[, ["
    })
    void types_are_named_as_java_writes_them(String recorded, String expected) {
        assertThat(JfrProfiles.typeName(recorded)).isEqualTo(expected);
    }
}
