package dev.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.SourceResolver.Place;
import dev.tidemark.model.SourceResolver.Written;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundle of the test resources, in a folder {@code dist} as a build would leave it. */
class SourceFilesTest {
    @TempDir private Path folder;

    private Path script;
    private String code;
    private String map;

    @BeforeEach
    void writeBundle() throws IOException {
        code = resource("bundle.js");
        map = resource("bundle.js.map");
        script = Files.createDirectories(folder.resolve("dist")).resolve("server.js");
        Files.writeString(script, code);
        Files.writeString(script.resolveSibling("server.js.map"), map);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SourceFilesTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The place in the bundle behind the first occurrence of some code. */
    private Place after(String piece) {
        return new Place(script.toString(), 0, code.indexOf(piece) + piece.length());
    }

    private String show(Optional<Written> written) {
        return written.map(one ->
                        "%s %s:%d"
                                .formatted(
                                        one.name(),
                                        folder.relativize(Path.of(one.location().file())),
                                        one.location().line()))
                .orElse("nothing");
    }

    private String variable(SourceFiles files, Place place, String name) {
        return files.variable(place, List.of(name), name)
                .map(found ->
                        show(Optional.of(found.written()))
                                + (found.ofModule() ? "" : " in a function"))
                .orElse("nothing");
    }

    @Test
    void a_script_that_is_no_file_is_read_from_what_its_page_told() {
        String url = "http://localhost:8080/dist/server.js";
        String inline = Base64.getEncoder().encodeToString(map.getBytes(StandardCharsets.UTF_8));
        SourceFiles files = new SourceFiles();
        files.add(
                Map.of(
                        url,
                        code.replaceFirst("//# sourceMappingURL=.*", "")
                                + "\n//# sourceMappingURL=data:application/json;base64,"
                                + inline));
        Place place = new Place(url, 0, code.indexOf("function u") + "function u".length());

        assertThat(files.function(place))
                .hasValueSatisfying(written -> {
                    assertThat(written.name()).isEqualTo("signIn");
                    assertThat(written.location())
                            .hasToString("http://localhost:8080/src/cache.ts:12");
                });
        assertThat(files.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.js.map",
                "data:application/json;base64,%%%",
                "data:application/json,{",
                "data:application/json,[]"
            })
    void a_pages_map_that_is_missing_or_broken_is_told_and_the_script_named_as_it_runs(
            String address) {
        String url = "https://shop.example/a.js";
        SourceFiles files = new SourceFiles();
        files.add(Map.of(url, "class c{}\n//# sourceMappingURL=" + address));

        assertThat(files.function(new Place(url, 0, 0))).isEmpty();
        assertThat(files.problems())
                .singleElement()
                .asString()
                .contains(url + ": its source map cannot be used");
    }

    @Test
    void functions_have_the_names_and_lines_of_what_people_wrote() {
        SourceFiles files = new SourceFiles();

        assertThat(show(files.function(after("function u")))).isEqualTo("signIn src/cache.ts:12");
        assertThat(show(files.function(after("class{constructor"))))
                .isEqualTo("Session src/cache.ts:4");
        assertThat(show(files.function(after("m.on(\"change\","))))
                .isEqualTo("null src/events.ts:18");
        assertThat(show(files.function(after("return function"))))
                .isEqualTo("memoized node_modules/tiny-memo/lib/index.js:5");
        assertThat(files.problems()).isEmpty();
    }

    @Test
    void variables_of_files_that_a_bundler_put_together_are_told_apart() {
        SourceFiles files = new SourceFiles();
        Place inCache = after("function l");

        assertThat(variable(files, inCache, "c")).isEqualTo("sessions src/cache.ts:10");
        assertThat(variable(files, inCache, "p")).isEqualTo("undoLog src/audit.ts:3");
        assertThat(variable(files, after("return function"), "s"))
                .isEqualTo("cache node_modules/tiny-memo/lib/index.js:4 in a function");
    }

    @Test
    void variables_of_blocks_that_functions_use_are_named_in_their_order() {
        Place inLoop = after("p.push(");

        List<Written> variables = new SourceFiles().block(inLoop, 0);

        assertThat(variables.stream().map(one -> show(Optional.of(one))))
                .containsExactly("before src/audit.ts:8");
    }

    @Test
    void a_script_that_people_wrote_tells_where_its_variables_are_declared() throws IOException {
        Path plain = folder.resolve("app.js");
        String text =
                "const a = 1;\n\nconst cache = new Map();\nexports.get = (k) => cache.get(k);\n";
        Files.writeString(plain, text);
        SourceFiles files = new SourceFiles();
        Place get = new Place("file://" + plain, 3, 14);

        assertThat(variable(files, get, "cache")).isEqualTo("null app.js:3");
        assertThat(files.files(plain.toString())).isEmpty();
        assertThat(files.function(get)).isEmpty();
    }

    @Test
    void a_map_inside_of_the_script_serves_like_one_beside_it() throws IOException {
        String base64 = Base64.getEncoder().encodeToString(map.getBytes(StandardCharsets.UTF_8));
        Files.delete(script.resolveSibling("server.js.map"));
        Files.writeString(
                script,
                code.replace(
                        "server.js.map", "data:application/json;charset=utf-8;base64," + base64));

        assertThat(show(new SourceFiles().function(after("function u"))))
                .isEqualTo("signIn src/cache.ts:12");
    }

    @Test
    void a_map_beside_the_script_is_found_without_a_word_about_it() throws IOException {
        Files.writeString(script, code.lines().findFirst().orElseThrow());

        assertThat(show(new SourceFiles().function(after("function u"))))
                .isEqualTo("signIn src/cache.ts:12");
    }

    @Test
    void sources_with_the_address_of_a_bundler_are_files_of_the_project() throws IOException {
        Files.writeString(
                script.resolveSibling("server.js.map"),
                map.replace("../src/", "webpack://shop/./src/"));
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/cache.ts"), "");

        assertThat(new SourceFiles().files(script.toString()))
                .contains(folder.resolve("src/cache.ts").toString(), "src/events.ts");
    }

    @Test
    void a_script_without_files_is_no_trouble() {
        SourceFiles files = new SourceFiles();
        for (String name :
                List.of("/none/such.js", "http://host/app.js", "evalmachine.<anonymous>", "")) {
            Place place = new Place(name, 0, 0);
            assertThat(files.function(place)).isEmpty();
            assertThat(files.variable(place, List.of("a"), "a")).isEmpty();
            assertThat(files.block(place, 0)).isEmpty();
        }
        assertThat(files.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "not json", "{\"version\":3,\"mappings\":\"AA\",\"sources\":[]}"})
    void a_broken_map_is_told_in_one_line_and_the_script_stands(String broken) throws IOException {
        Files.writeString(script.resolveSibling("server.js.map"), broken);
        SourceFiles files = new SourceFiles();

        assertThat(files.function(after("function u"))).isEmpty();
        assertThat(variable(files, after("function l"), "c")).isEqualTo("null dist/server.js:1");
        assertThat(files.problems())
                .singleElement()
                .asString()
                .contains("dist/server.js: its source map cannot be used: ")
                .contains("expected");
    }

    @Test
    void a_map_that_is_missing_or_on_the_network_is_told() throws IOException {
        Files.delete(script.resolveSibling("server.js.map"));
        SourceFiles missing = new SourceFiles();
        missing.function(after("function u"));
        Files.writeString(script, code.replace("server.js.map", "https://host/server.js.map"));
        SourceFiles remote = new SourceFiles();
        remote.function(after("function u"));

        assertThat(missing.problems())
                .singleElement()
                .asString()
                .contains("expected a file, found none that can be read");
        assertThat(remote.problems())
                .singleElement()
                .asString()
                .contains("expected a file of this machine, found https://host/server.js.map");
    }

    @Test
    void a_map_of_another_build_gives_no_wrong_names() throws IOException {
        // One more variable in front, as a change would do.
        Files.writeString(script, "var q;" + code);
        code = Files.readString(script);
        SourceFiles files = new SourceFiles();

        assertThat(
                        files.variable(after("function l"), List.of("c"), "c")
                                .orElseThrow()
                                .written()
                                .name())
                .isNull();
    }

    @Test
    void a_map_that_points_behind_the_end_of_a_file_is_told() throws IOException {
        String contents =
                map.replaceAll(
                        "\"sourcesContent\": .*",
                        "\"sourcesContent\": [\"\",\"\",\"\",\"\",\"\",\"\"],");
        Files.writeString(script.resolveSibling("server.js.map"), contents);
        SourceFiles files = new SourceFiles();

        assertThat(files.function(after("function u"))).isEmpty();
        assertThat(files.problems())
                .singleElement()
                .asString()
                .contains("does not fit: expected line 12, column 17 in ")
                .contains("found 1 lines");
    }

    /** What is flipped may lose names; what is named must be named as it is written. */
    @Test
    void flipped_maps_never_give_a_variable_the_name_of_another() throws IOException {
        Random random = new Random(3);
        Map<String, String> written = Map.of("c", "sessions", "p", "undoLog", "m", "settings");
        int named = 0;
        for (int i = 0; i < 1000; i++) {
            StringBuilder flipped = new StringBuilder(map);
            int at = map.indexOf("\"mappings\"") + 13 + random.nextInt(900);
            flipped.setCharAt(at, "ABCDEFGHIJKLghij,;".charAt(random.nextInt(18)));
            Files.writeString(script.resolveSibling("server.js.map"), flipped);
            SourceFiles files = new SourceFiles();
            for (String variable : written.keySet()) {
                String name =
                        files.variable(after("function l"), List.of(variable), variable)
                                .orElseThrow()
                                .written()
                                .name();
                if (name != null) {
                    named++;
                    assertThat(name).as("flip %d at %d", i, at).isEqualTo(written.get(variable));
                }
            }
        }
        assertThat(named).isGreaterThan(100);
    }

    @Test
    void versions_come_from_the_folder_of_the_package() throws IOException {
        Path mem = Files.createDirectories(folder.resolve("node_modules/@x/mem/dist"));
        Files.writeString(
                mem.resolveSibling("package.json"),
                "{\"name\":\"@x/mem\",\"files\":[{}],\"version\":\"6.0.0\"}");
        SourceFiles files = new SourceFiles();

        assertThat(files.packageVersion(mem + "/index.js")).contains("6.0.0");
        assertThat(files.packageVersion("file://" + mem + "/index.js")).contains("6.0.0");
        assertThat(files.packageVersion(folder + "/app.js")).isEmpty();
        assertThat(files.packageVersion(folder + "/node_modules/none/index.js")).isEmpty();
    }
}
