package dev.tidemark.capture.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JvmCommandLineTest {
    @Test
    void a_main_class_comes_after_the_options_and_their_values() {
        assertThat(program("java -Xmx64m -cp lib/a.jar:lib/b.jar --add-opens a/b=ALL Main x -y"))
                .contains("Main x -y");
        assertThat(program("java --class-path=lib/a.jar --enable-preview com.acme.Main"))
                .contains("com.acme.Main");
    }

    @Test
    void a_jar_or_module_comes_after_its_option() {
        assertThat(program("java -Dx=1 -jar app.jar --port 80")).contains("app.jar --port 80");
        assertThat(program("java -p mods -m com.acme/com.acme.Main")) //
                .contains("com.acme/com.acme.Main");
    }

    @Test
    void a_file_of_arguments_or_nothing_is_unknown() {
        assertThat(program("java -Xmx1g @service.args")).isEmpty();
        assertThat(program("java -version")).isEmpty();
        assertThat(program("java -cp")).isEmpty();
        assertThat(program("java")).isEmpty();
    }

    private static Optional<String> program(String line) {
        return JvmCommandLine.program(List.of(line.split(" ")));
    }
}
