package dev.tidemark.source.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.SourceResolver.ClassField;
import dev.tidemark.model.SourceResolver.FieldUse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What class files of javac tell about fields. */
class ClassFilesTest {
    private static final Set<String> FIELDS = Set.of("ENTRIES", "waiting", "other", "size");
    private static final String CACHE =
            """
            package com.acme;

            import java.util.*;

            public class Cache {
                static final Map<String, Object> ENTRIES =
                        new HashMap<>();
                private final List<Object> waiting;
                private final List<Object> other = new ArrayList<>();
                private long size;

                Cache() {
                    waiting = new ArrayList<>();
                }

                void remember(String key, Object value) {
                    size += key.length() * 2L;
                    ENTRIES.put(key.trim(), List.of(value, size, new long[] {1, 2}));
                }

                Runnable later(Object value) {
                    return () ->
                            waiting.add(value);
                }

                void move() {
                    other.add(waiting.get(0));
                    other.addAll(waiting);
                }

                Object find(String key) {
                    return ENTRIES.getOrDefault(key, waiting.isEmpty() ? other : null);
                }
            }
            """;

    @TempDir Path folder;

    private final List<String> problems = new ArrayList<>();
    private final ClassFiles files = new ClassFiles(problems::add);

    @BeforeEach
    void compile() throws IOException {
        compile("-g:source,lines");
    }

    private void compile(String debug) throws IOException {
        Path source = Files.createDirectories(folder.resolve("com/acme")).resolve("Cache.java");
        Files.writeString(source, CACHE);
        int status =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                        .run(
                                null,
                                null,
                                null,
                                debug,
                                "-proc:none",
                                "-d",
                                folder.toString(),
                                source.toString());
        assertThat(status).isZero();
    }

    @Test
    void a_static_field_has_the_line_that_assigns_it_and_the_methods_that_add_to_it() {
        assertThat(use("ENTRIES"))
                .isEqualTo("com/acme/Cache.java:6, Cache.remember (com/acme/Cache.java:18)");
    }

    @Test
    void
            a_field_has_the_line_of_the_constructor_and_a_lambda_is_the_method_that_it_is_written_in() {
        assertThat(use("waiting"))
                .isEqualTo("com/acme/Cache.java:13, Cache.later (com/acme/Cache.java:23)");
    }

    @Test
    void only_calls_on_the_field_itself_add_to_it() {
        assertThat(use("other"))
                .isEqualTo("com/acme/Cache.java:9, Cache.move (com/acme/Cache.java:27)");
    }

    @Test
    void a_field_that_is_no_collection_has_only_its_line() {
        assertThat(use("size")).isEqualTo("com/acme/Cache.java:17");
    }

    @Test
    void a_jar_is_read_as_a_folder_is() throws IOException {
        Path jar = folder.resolve("my cache-1.0.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("com/acme/Cache.class"));
            zip.write(Files.readAllBytes(classFile()));
        }

        assertThat(use(new ClassField("com.acme.Cache", jar.toUri().toString(), FIELDS, "ENTRIES")))
                .startsWith("com/acme/Cache.java:6, Cache.remember");
    }

    @Test
    void without_a_line_table_there_is_no_line_and_that_is_said() throws IOException {
        compile("-g:source");

        assertThat(use("ENTRIES"))
                .isEqualTo("com/acme/Cache.java, Cache.remember (com/acme/Cache.java)");
        assertThat(problems)
                .containsExactly(
                        "com.acme.Cache was compiled without line numbers: its fields have none");
    }

    @Test
    void a_class_that_does_not_tell_its_file_tells_nothing() throws IOException {
        compile("-g:none");

        assertThat(use("ENTRIES")).isEmpty();
    }

    @Test
    void a_class_with_other_fields_than_the_dump_is_not_believed() {
        String url = folder.toUri().toString();

        assertThat(use(new ClassField("com.acme.Cache", url, Set.of("ENTRIES"), "ENTRIES")))
                .isEmpty();
        assertThat(problems)
                .containsExactly(
                        "com.acme.Cache in "
                                + url
                                + " has other fields than in the dump, so it is of another build:"
                                + " not used");
    }

    @Test
    void a_folder_that_is_not_here_is_named() {
        assertThat(use(new ClassField("com.acme.Cache", "file:/nowhere/", FIELDS, "size")))
                .isEmpty();
        assertThat(problems)
                .containsExactly(
                        "/nowhere is not on this machine: fields of its classes have no lines");
    }

    @Test
    void what_is_neither_folder_nor_jar_is_not_opened() {
        assertThat(use(new ClassField("com.acme.Cache", "file:/dev/zero", FIELDS, "size")))
                .isEmpty();
        assertThat(problems)
                .containsExactly(
                        "com.acme.Cache cannot be read in file:/dev/zero: its fields have no lines");
    }

    @Test
    void a_class_that_is_not_where_it_was_is_said_once() {
        String url = folder.toUri().toString();
        ClassField missing = new ClassField("com.acme.Gone", url, Set.of(), "all");

        assertThat(use(missing)).isEmpty();
        assertThat(use(missing)).isEmpty();
        assertThat(problems)
                .containsExactly(
                        "com.acme.Gone cannot be read in " + url + ": its fields have no lines");
    }

    @Test
    void damaged_class_files_tell_less_and_break_nothing() throws IOException {
        byte[] sound = Files.readAllBytes(classFile());
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            byte[] damaged = sound.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (seed % 4 == 0) {
                damaged = java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            Files.write(classFile(), damaged);

            Optional<FieldUse> use = new ClassFiles(_ -> {}).field(field("ENTRIES"));

            assertThat(use.map(FieldUse::adders).orElse(List.of()).size())
                    .as("seed %d", seed)
                    .isLessThan(10);
        }
    }

    private Path classFile() {
        return folder.resolve("com/acme/Cache.class");
    }

    private ClassField field(String name) {
        return new ClassField("com.acme.Cache", folder.toUri().toString(), FIELDS, name);
    }

    private String use(String field) {
        return use(field(field));
    }

    private String use(ClassField field) {
        Optional<FieldUse> use = files.field(field);
        StringBuilder text = new StringBuilder();
        use.ifPresent(found -> {
            text.append(found.initialised());
            found.adders()
                    .forEach(site ->
                            text.append(", %s (%s)".formatted(site.function(), site.location())));
        });
        return text.toString();
    }
}
