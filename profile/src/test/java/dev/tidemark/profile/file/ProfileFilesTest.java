package dev.tidemark.profile.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.RandomProfiles;
import dev.tidemark.profile.Weight;
import dev.tidemark.testkit.CorruptFiles;
import dev.tidemark.testkit.CorruptFiles.CorruptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFilesTest {
    private static final int SEEDS = 300;

    @TempDir private Path folder;

    @RepeatedTest(100)
    void pprof_gives_back_all_that_was_written(RepetitionInfo run) throws IOException {
        AllocationProfile profile = profile(run.getCurrentRepetition());

        AllocationProfile read = writtenAndRead(profile, FileFormat.PPROF);

        assertThat(read.intervalBytes()).isEqualTo(profile.intervalBytes());
        assertThat(read.measures()).isEqualTo(profile.measures());
        for (Measure measure : Measure.values()) {
            assertThat(read.coverage(measure)).isEqualTo(profile.coverage(measure));
            assertThat(weights(read, measure)).isEqualTo(weights(profile, measure));
        }
    }

    @RepeatedTest(100)
    void speedscope_gives_back_both_measures_without_counts(RepetitionInfo run) throws IOException {
        AllocationProfile profile = profile(run.getCurrentRepetition());

        AllocationProfile read = writtenAndRead(profile, FileFormat.SPEEDSCOPE);

        for (Measure measure : Measure.values()) {
            assertThat(read.coverage(measure)).isEqualTo(profile.coverage(measure));
            assertThat(bytes(read, measure)).isEqualTo(bytes(profile, measure));
        }
    }

    @RepeatedTest(100)
    void a_heapprofile_gives_back_the_main_measure_with_its_counts(RepetitionInfo run)
            throws IOException {
        AllocationProfile profile = profile(run.getCurrentRepetition());

        AllocationProfile read = writtenAndRead(profile, FileFormat.HEAPPROFILE);

        assertThat(read.measures()).containsExactly(Measure.ALLOCATED);
        assertThat(read.coverage(Measure.ALLOCATED)).isEqualTo(profile.coverage(Measure.ALLOCATED));
        assertThat(weights(read, Measure.ALLOCATED)).isEqualTo(weights(profile, Measure.ALLOCATED));
    }

    @RepeatedTest(100)
    void collapsed_stacks_give_back_the_bytes_of_the_main_measure(RepetitionInfo run)
            throws IOException {
        AllocationProfile profile = profile(run.getCurrentRepetition());

        AllocationProfile read = writtenAndRead(profile, FileFormat.COLLAPSED);

        // A semicolon in a name would be the end of it.
        assertThat(bytes(read, Measure.ALLOCATED).toString())
                .isEqualTo(
                        bytes(profile, Measure.ALLOCATED).toString().replace("/über;", "/über,"));
    }

    @ParameterizedTest
    @EnumSource(FileFormat.class)
    void a_file_that_is_cut_or_changed_is_read_or_refused_and_nothing_else(FileFormat format)
            throws IOException {
        Path sound = folder.resolve("sound" + format.ending());
        Files.write(sound, ProfileFiles.bytes(profile(7), format));
        CorruptFiles files = CorruptFiles.of(Files.readAllBytes(sound));

        assertReadOrRefused(broken(files));
    }

    /** Packed files fail at their checksum, so damage must also be tried inside. */
    @Test
    void an_unpacked_pprof_file_that_is_cut_or_changed_is_read_or_refused() throws IOException {
        Path sound = folder.resolve("sound.pb.gz");
        Files.write(sound, ProfileFiles.bytes(profile(7), FileFormat.PPROF));
        try (GZIPInputStream unpacked = new GZIPInputStream(Files.newInputStream(sound))) {
            byte[] bytes = unpacked.readAllBytes();
            Path plain = Files.write(folder.resolve("plain.pb"), bytes);
            assertThat(ProfileFiles.read(plain).nodeCount()).isEqualTo(profile(7).nodeCount());

            assertReadOrRefused(broken(CorruptFiles.of(bytes)));
        }
    }

    @Test
    void what_is_no_profile_is_refused_with_one_line() throws IOException {
        for (CorruptFile each : CorruptFiles.notSnapshots()) {
            ProfileFormatException refusal = refusal(each);
            // A single word or number is no stack either.
            assertThat(refusal).as(each.what()).isNotNull();
        }
    }

    @Test
    void a_pprof_file_cut_short_is_refused() throws IOException {
        Path whole = folder.resolve("whole.pb.gz");
        Files.write(whole, ProfileFiles.bytes(profile(7), FileFormat.PPROF));
        byte[] bytes = Files.readAllBytes(whole);

        ProfileFormatException refusal = refusal(CorruptFiles.of(bytes).cutAt(bytes.length / 2));

        assertThat(refusal)
                .hasMessageMatching(
                        "\\S+broken: expected a whole gzip file, found damage \\(.*\\)\\. It was"
                                + " cut short or changed: take the profile again\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"shared\":{\"frames\":[]},\"profiles\":[{\"type\":\"sampled\","
                        + "\"unit\":\"milliseconds\",\"samples\":[],\"weights\":[]}]}",
                "{\"shared\":{\"frames\":[]},\"profiles\":[{\"type\":\"sampled\","
                        + "\"unit\":\"bytes\",\"samples\":[[0]],\"weights\":[1]}]}",
                "{\"shared\":{\"frames\":[]},\"profiles\":[{\"type\":\"sampled\","
                        + "\"unit\":\"bytes\",\"samples\":[[]],\"weights\":[]}]}",
                "{\"head\":{\"callFrame\":{},\"children\":[{}]}}"
            })
    void json_that_contradicts_itself_is_refused(String json) throws IOException {
        assertThat(refusal(new CorruptFile("json", json.getBytes(UTF_8)))).isNotNull();
    }

    @Test
    void stacks_may_be_deeper_than_ours() throws IOException {
        AllocationProfile.Builder builder =
                new AllocationProfile.Builder()
                        .covering(Measure.ALIVE, Coverage.unknown(Coverage.Scale.ESTIMATED));
        int node = AllocationProfile.ROOT;
        for (int depth = 0; depth < 8000; depth++) {
            node = builder.child(node, Frame.function("f" + depth % 3));
        }
        AllocationProfile deep = builder.add(node, Measure.ALIVE, new Weight(8, 1)).build();

        for (FileFormat format : FileFormat.values()) {
            assertThat(writtenAndRead(deep, format).nodeCount()).as("%s", format).isEqualTo(8001);
        }
    }

    private static List<CorruptFile> broken(CorruptFiles files) {
        List<CorruptFile> broken = new ArrayList<>(files.cut());
        LongStream.range(0, SEEDS).mapToObj(files::flipped).forEach(broken::add);
        LongStream.range(0, SEEDS).mapToObj(files::spliced).forEach(broken::add);
        return broken;
    }

    private void assertReadOrRefused(List<CorruptFile> files) throws IOException {
        int refused = 0;
        for (CorruptFile each : files) {
            if (refusal(each) != null) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(files.size() / 20);
    }

    /** Why the file is refused; null if it is not. Anything else fails the test. */
    private @Nullable ProfileFormatException refusal(CorruptFile corrupt) throws IOException {
        Path file = Files.write(folder.resolve("broken"), corrupt.bytes());
        try {
            ProfileFiles.read(file);
            return null;
        } catch (ProfileFormatException e) {
            assertThat(e.getMessage())
                    .as(corrupt.what())
                    .startsWith(file + ": ")
                    .contains("expected ", ", found ")
                    .doesNotContain("\n");
            return e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(corrupt.what(), e);
        }
    }

    private AllocationProfile writtenAndRead(AllocationProfile profile, FileFormat format)
            throws IOException {
        Path file = folder.resolve("profile" + format.ending());
        Files.write(file, ProfileFiles.bytes(profile, format));
        return ProfileFiles.read(file);
    }

    private static AllocationProfile profile(long seed) {
        return RandomProfiles.of(RandomProfiles.stacks(seed));
    }

    private static Map<String, Weight> weights(AllocationProfile profile, Measure measure) {
        Map<String, Weight> weights = new TreeMap<>();
        for (int node = 0; node < profile.nodeCount(); node++) {
            Weight self = profile.self(node, measure);
            if (!self.isNone()) {
                weights.put(profile.stack(node).toString(), self);
            }
        }
        return weights;
    }

    private static Map<String, Long> bytes(AllocationProfile profile, Measure measure) {
        Map<String, Long> bytes = new TreeMap<>();
        weights(profile, measure).forEach((stack, weight) -> bytes.put(stack, weight.bytes()));
        return bytes;
    }
}
