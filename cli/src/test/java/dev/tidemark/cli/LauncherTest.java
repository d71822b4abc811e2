package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code ./tidemark} script, in a checkout of its own whose build is a copy of a ready jar: so
 * these tests start real JVMs, but never Maven.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(180)
class LauncherTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path folder;

    private Path checkout = Path.of("");

    /** What the launcher starts in these tests. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            System.out.println("ran with " + List.of(args));
            System.exit(args[0].equals("fail") ? 4 : 0);
        }
    }

    record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void make_a_checkout() throws IOException {
        checkout = Files.createDirectory(folder.resolve("a checkout"));
        copyScript("tidemark");
        copyScript(".mvn/find-jdk.sh");
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.createDirectories(checkout.resolve("third-party/lib"));
        Files.writeString(checkout.resolve("third-party/lib/pom.xml"), "<project/>");
        Files.createDirectories(source().getParent());
        Files.writeString(checkout.resolve("cli/pom.xml"), "<project/>");
        Files.writeString(source(), "class Source {}");
        writeProgramJar(checkout.resolve("ready.jar"));
        build(
                """
                echo built >>builds
                mkdir -p cli/target/launcher/lib
                cp ready.jar cli/target/launcher/tidemark.jar
                """);
    }

    @Test
    void the_first_start_builds_and_later_ones_do_not() throws Exception {
        Run first = tidemark("--json", "two words");
        Run second = tidemark("again");

        assertThat(first.out()).isEqualTo("ran with [--json, two words]\n");
        assertThat(first.err()).startsWith("tidemark: first start, building").hasLineCount(1);
        assertThat(second).isEqualTo(new Run(0, "ran with [again]\n", ""));
        assertThat(buildCount()).isEqualTo(1);
    }

    @Test
    void a_changed_and_a_removed_source_are_built_in() throws Exception {
        tidemark("first");

        Files.setLastModifiedTime(source(), FileTime.from(Instant.now().plusSeconds(1)));
        Run afterChange = tidemark("x");
        Files.setLastModifiedTime(source(), FileTime.from(Instant.EPOCH));
        Files.delete(source());
        tidemark("x");

        assertThat(afterChange.err()).isEqualTo("tidemark: sources changed, building ...\n");
        assertThat(buildCount()).isEqualTo(3);
    }

    @Test
    void the_exit_code_is_the_programs_own() throws Exception {
        assertThat(tidemark("fail").exitCode()).isEqualTo(4);
    }

    @Test
    void a_link_to_the_launcher_works_from_any_folder() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path relative = Path.of("../a checkout/tidemark");
        Path link = Files.createSymbolicLink(bin.resolve("tidemark"), relative);
        Path linkToLink = Files.createSymbolicLink(folder.resolve("td"), link);

        assertThat(run(start(folder, linkToLink.toString(), "x")).out())
                .isEqualTo("ran with [x]\n");
    }

    @Test
    void a_failed_build_shows_why_and_names_the_log() throws Exception {
        build("echo '[ERROR] no such symbol'; exit 1");

        Run run = tidemark("x");

        assertThat(run.exitCode()).isEqualTo(69);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("target/app-build.log:\n[ERROR] no such symbol\n");
    }

    @Test
    void first_starts_at_the_same_time_build_once() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(start(checkout, "./tidemark", "x"));
        }

        for (Process each : starts) {
            assertThat(run(each).out()).isEqualTo("ran with [x]\n");
        }
        assertThat(buildCount()).isEqualTo(1);
    }

    private Path source() {
        return checkout.resolve("cli/src/main/java/Source.java");
    }

    private int buildCount() throws IOException {
        return Files.readAllLines(checkout.resolve("builds")).size();
    }

    private void copyScript(String name) throws IOException {
        Path target = checkout.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(REPOSITORY.resolve(name), target);
    }

    /** Puts a shell script in the place of Maven. */
    private void build(String script) throws IOException {
        Path maven = checkout.resolve("mvnw");
        Files.writeString(maven, "#!/bin/sh\nset -e\n" + script);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void writeProgramJar(Path jar) throws IOException {
        String entry = Program.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream type = Program.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            type.transferTo(out);
            out.putNextEntry(new JarEntry("dev/tidemark/cli/StartupTraining.class"));
            out.write(trainingThatDoesNothing());
        }
    }

    /** The program that the launcher runs once while it makes the AOT cache. */
    private static byte[] trainingThatDoesNothing() {
        return ClassFile.of()
                .build(
                        ClassDesc.of("dev.tidemark.cli.StartupTraining"),
                        type ->
                                type.withMethodBody(
                                        "main",
                                        MethodTypeDesc.ofDescriptor("([Ljava/lang/String;)V"),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        CodeBuilder::return_));
    }

    private Run tidemark(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("./tidemark"));
        command.addAll(List.of(arguments));
        return run(start(checkout, command.toArray(String[]::new)));
    }

    private static Process start(Path in, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    /** Both outputs are short enough for a pipe, so they can be read one after the other. */
    private static Run run(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), out, err);
    }
}
