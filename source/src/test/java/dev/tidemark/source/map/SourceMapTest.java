package dev.tidemark.source.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.debugging.sourcemap.SourceMapConsumerV3;
import com.google.debugging.sourcemap.SourceMapParseException;
import com.google.debugging.sourcemap.proto.Mapping.OriginalMapping;
import dev.tidemark.source.map.MapWriter.Entry;
import dev.tidemark.source.read.SourceFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceMapTest {
    private static final String PLAIN =
            MapWriter.map(
                    List.of("a.ts", "b.ts"),
                    List.of("sessions"),
                    List.of(
                            new Entry(0, 4, 0, 10, 6, 0),
                            new Entry(0, 9, 1, 2, 0, -1),
                            new Entry(0, 12),
                            new Entry(2, 0, 0, 11, 0, -1)));

    private static SourceMap parse(String json) {
        try {
            return SourceMap.parse(json, SourceMap.MapOpener.none());
        } catch (SourceFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static String at(SourceMap map, int line, int column) {
        return map.at(line, column)
                .map(m ->
                        "%s:%d:%d%s"
                                .formatted(
                                        m.source(),
                                        m.line(),
                                        m.column(),
                                        m.name() == null ? "" : " " + m.name()))
                .orElse("nothing");
    }

    @Test
    void a_position_belongs_to_the_nearest_mapping_before_it_in_its_line() {
        SourceMap map = parse(PLAIN);

        assertThat(at(map, 0, 3)).isEqualTo("nothing");
        assertThat(at(map, 0, 4)).isEqualTo("a.ts:10:6 sessions");
        assertThat(at(map, 0, 8)).isEqualTo("a.ts:10:6 sessions");
        assertThat(at(map, 0, 9)).isEqualTo("b.ts:2:0");
        assertThat(at(map, 0, 12)).isEqualTo("nothing");
        assertThat(at(map, 1, 5)).isEqualTo("nothing");
        assertThat(at(map, 2, 99)).isEqualTo("a.ts:11:0");
        assertThat(at(map, 3, 0)).isEqualTo("nothing");
    }

    @Test
    void the_root_stands_before_each_source() {
        String json = PLAIN.replace("{\"version\"", "{\"sourceRoot\":\"../src\",\"version\"");

        assertThat(parse(json).sources()).containsExactly("../src/a.ts", "../src/b.ts");
    }

    @Test
    void a_guard_against_running_the_map_as_a_script_is_passed_over() {
        assertThat(at(parse(")]}'\n" + PLAIN), 0, 4)).isEqualTo("a.ts:10:6 sessions");
    }

    @Test
    void sources_without_a_name_map_to_nothing() {
        String json = PLAIN.replace("\"a.ts\"", "null");

        assertThat(at(parse(json), 0, 4)).isEqualTo("nothing");
        assertThat(at(parse(json), 0, 9)).isEqualTo("b.ts:2:0");
    }

    @Test
    void content_is_decoded_with_its_escapes() {
        String json =
                PLAIN.replace(
                        "{\"version\"",
                        "{\"sourcesContent\":[\"a\\n\\u00e9\\\"\",null],\"version\"");

        Content content = parse(json).at(0, 4).orElseThrow().content();

        assertThat(content).isNotNull();
        assertThat(Objects.requireNonNull(content).text()).isEqualTo("a\né\"");
        assertThat(parse(json).at(0, 9).orElseThrow().content()).isNull();
    }

    @Test
    void sections_count_from_their_place_in_the_script() {
        String json =
                "{\"version\":3,\"sections\":[{\"offset\":{\"line\":0,\"column\":100},\"map\":%s},"
                                .formatted(PLAIN)
                        + "{\"offset\":{\"line\":5,\"column\":0},\"map\":%s}]}".formatted(PLAIN);
        SourceMap map = parse(json);

        assertThat(at(map, 0, 4)).isEqualTo("nothing");
        assertThat(at(map, 0, 105)).isEqualTo("a.ts:10:6 sessions");
        assertThat(map.at(0, 105).orElseThrow().generatedColumn()).isEqualTo(104);
        assertThat(at(map, 2, 1)).isEqualTo("a.ts:11:0");
        assertThat(at(map, 5, 9)).isEqualTo("b.ts:2:0");
        assertThat(at(map, 7, 0)).isEqualTo("a.ts:11:0");
    }

    @Test
    void sections_that_lead_in_a_circle_are_refused() {
        String circle = "{\"version\":3,\"sections\":[{\"offset\":{},\"url\":\"self\"}]}";

        assertThatThrownBy(() -> SourceMap.parse(circle, url -> circle))
                .isInstanceOf(SourceFormatException.class)
                .hasMessageContaining("expected sections in at most 4 levels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"version\":2,\"sources\":[],\"mappings\":\"\"}",
                "{\"version\":3,\"sources\":[]}",
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"AAAA,DAAA\"}",
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"ACAA\"}",
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"AADA\"}",
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"AAAAA\"}",
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"AA\"}",
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"AAAAAA\"}",
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"gggggggggA\"}",
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"A\u00e4\"}",
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"A",
                "{\"version\":99999999999,\"sources\":[\"a\"],\"mappings\":\"\"}",
                "{\"version\":3,\"sections\":[{\"offset\":{\"line\":-1},\"map\":{}}]}"
            })
    void a_map_with_anything_that_cannot_be_right_is_refused(String json) {
        assertThatThrownBy(() -> SourceMap.parse(json, SourceMap.MapOpener.none()))
                .isInstanceOf(SourceFormatException.class)
                .hasMessageContaining("expected");
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /** Columns of a line in any order, as some generators write them. */
    @ParameterizedTest
    @MethodSource("seeds")
    void every_position_is_answered_as_by_looking_at_all_mappings(int seed) {
        Random random = new Random(seed);
        List<Entry> entries = randomEntries(random, random.nextInt(10) == 0);
        SourceMap map = parse(MapWriter.map(List.of("s0", "s1"), List.of("n0", "n1"), entries));

        for (int line = 0; line < 6; line++) {
            for (int column = 0; column < 400; column += 1 + random.nextInt(3)) {
                assertThat(at(map, line, column))
                        .as("seed %d, line %d, column %d", seed, line, column)
                        .isEqualTo(slowly(entries, line, column));
            }
        }
    }

    private static List<Entry> randomEntries(Random random, boolean unsorted) {
        List<Entry> entries = new ArrayList<>();
        for (int line = 0; line < 5; line++) {
            int column = 0;
            for (int i = random.nextInt(300); i > 0; i--) {
                column = unsorted ? random.nextInt(300) : column + random.nextInt(3);
                entries.add(
                        random.nextInt(10) == 0
                                ? new Entry(line, column)
                                : new Entry(
                                        line,
                                        column,
                                        random.nextInt(2),
                                        random.nextInt(100_000),
                                        random.nextInt(200),
                                        random.nextInt(3) - 1));
            }
        }
        return entries;
    }

    private static String slowly(List<Entry> entries, int line, int column) {
        Entry best = null;
        for (Entry entry : entries) {
            if (entry.line() == line
                    && entry.column() <= column
                    && (best == null || entry.column() >= best.column())) {
                best = entry;
            }
        }
        if (best == null || best.source() < 0) {
            return "nothing";
        }
        return "s%d:%d:%d%s"
                .formatted(
                        best.source(),
                        best.originalLine(),
                        best.originalColumn(),
                        best.name() < 0 ? "" : " n" + best.name());
    }

    @Test
    void a_real_bundle_is_read_as_another_decoder_reads_it()
            throws IOException, SourceMapParseException {
        String json = resource("bundle.js.map");
        String script = resource("bundle.js");
        SourceMap map = parse(json);
        SourceMapConsumerV3 other = new SourceMapConsumerV3();
        other.parse(json);
        int mapped = 0;

        for (int column = 0; column < script.indexOf('\n'); column++) {
            // That one counts from 1, and answers with the mapping before a piece without source.
            OriginalMapping theirs = other.getMappingForLine(1, column + 1);
            Optional<Mapping> ours = map.at(0, column);
            if (ours.isPresent() && theirs != null) {
                mapped++;
                assertThat(ours.get().source()).isEqualTo(theirs.getOriginalFile());
                assertThat(ours.get().line()).isEqualTo(theirs.getLineNumber() - 1);
                assertThat(ours.get().column()).isEqualTo(theirs.getColumnPosition() - 1);
            }
        }
        assertThat(mapped).isGreaterThan(700);
        assertThat(at(map, 0, script.indexOf("c=new Map")))
                .isEqualTo("../src/cache.ts:9:6 sessions");
    }

    @Test
    void a_map_of_tens_of_megabytes_is_read_and_asked_within_seconds() {
        StringBuilder mappings = new StringBuilder("AAAA");
        for (int i = 0; i < 6_000_000; i++) {
            mappings.append(",EAAE");
        }
        String json =
                "{\"version\":3,\"sources\":[\"a.ts\"],\"names\":[],\"mappings\":\"%s\"}"
                        .formatted(mappings);

        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> {
                    SourceMap map = parse(json);
                    for (int i = 0; i < 100_000; i++) {
                        int column = i * 111;
                        assertThat(map.at(0, column).orElseThrow().generatedColumn())
                                .isEqualTo(column / 2 * 2);
                    }
                });
    }

    @Test
    void a_flipped_character_gives_a_message_or_a_map_and_never_anything_else() throws IOException {
        String json = resource("bundle.js.map");
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            StringBuilder flipped = new StringBuilder(json);
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                flipped.setCharAt(random.nextInt(json.length()), (char) (32 + random.nextInt(96)));
            }
            if (random.nextInt(10) == 0) {
                flipped.setLength(random.nextInt(json.length()));
            }
            try {
                SourceMap map = SourceMap.parse(flipped.toString(), SourceMap.MapOpener.none());
                for (int column = 0; column < 1600; column += 7) {
                    map.at(0, column).ifPresent(SourceMapTest::read);
                }
            } catch (SourceFormatException e) {
                refused++;
                assertThat(e).message().contains("expected");
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static void read(Mapping mapping) {
        Content content = mapping.content();
        if (content != null) {
            assertThat(content.text()).isNotNull();
        }
        assertThat(mapping.line()).isNotNegative();
        assertThat(mapping.column()).isNotNegative();
    }

    static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        SourceMapTest.class.getResourceAsStream("/dev/tidemark/source/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
