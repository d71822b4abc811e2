package dev.tidemark.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JvmProgramsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = ProgramForm.class,
            names = {"LEAKING", "FIXED", "LOOKALIKE"})
    void all_programs_of_a_form_run_in_one_process_by_words_and_by_requests(ProgramForm form)
            throws IOException, InterruptedException {
        List<JvmProgram> programs = JvmPrograms.of(form);
        Path classes = JvmPrograms.compile(form, folder);

        try (JvmProcess process =
                JvmRuntime.current()
                        .start(
                                JvmPrograms.arguments(classes, programs),
                                JvmPrograms.environment())) {
            assertThat(process.ask("step")).isEqualTo("done 1");
            assertThat(process.ask("step")).isEqualTo("done 2");
            String port = process.ready().substring("ready ".length());
            HttpResponse<String> answer = get("http://127.0.0.1:" + port + "/item/1");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body().split(" ")).hasSizeGreaterThan(programs.size());
            Path dump = folder.resolve("heap.hprof");
            assertThat(process.ask("dump " + dump)).isEqualTo("done " + dump);
            assertThat(dump).isNotEmptyFile();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ProgramForm.class,
            names = {"LEAKING", "FIXED", "LOOKALIKE"})
    void only_what_leaks_has_holders(ProgramForm form) {
        assertThat(JvmPrograms.of(form))
                .hasSize(33)
                .allSatisfy(program ->
                        assertThat(program.holders().isEmpty())
                                .isEqualTo(form != ProgramForm.LEAKING));
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
