package dev.tidemark.heap;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.testkit.CorruptFiles;
import dev.tidemark.testkit.CorruptFiles.CorruptFile;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.SnapshotLayout;
import dev.tidemark.testkit.V8Object;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @TempDir Path folder;

    @Test
    void texts_go_and_the_names_around_them_stay() throws IOException {
        NodeHeap process = nodeHeap();
        JsMap sessions = process.map();
        process.module("/app/sessions.js").variable("sessions", sessions);
        sessions.put("alice@shop.example", process.instance("Session", 64));
        process.global().property("token", process.string("zq-token-hush"));
        Path plain = process.snapshot().writeTo(folder.resolve("plain.heapsnapshot"));
        Path redacted = folder.resolve("redacted.heapsnapshot");

        new Redaction().write(plain, redacted);

        assertThat(Files.readString(redacted))
                .doesNotContain("alice")
                .doesNotContain("hush")
                .contains("\"Session\"")
                .contains("\"sessions\"")
                .contains("\"/app/sessions.js\"");
        assertSameShape(plain, redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "global",
                "global / ",
                "global (global*)",
                "Object (global*) / ",
                "Window / "
            })
    void the_global_object_keeps_its_name_and_what_names_itself_by_data_does_not(String name)
            throws IOException {
        NodeHeap process = nodeHeap();
        V8Object global = process.heap().object(name, 40);
        global.property("<symbol Symbol.toStringTag>", process.string("global"));
        V8Object alice = process.heap().object("zq alice", 40);
        alice.property("<symbol Symbol.toStringTag>", process.string("zq alice"));
        process.global().property("realm", global).property("user", alice);
        Path plain = process.snapshot().writeTo(folder.resolve("plain.heapsnapshot"));
        Path redacted = folder.resolve("redacted.heapsnapshot");

        new Redaction().write(plain, redacted);

        assertThat(namesOf(redacted)).contains(name).doesNotContain("zq alice");
    }

    private static Set<String> namesOf(Path file) throws IOException {
        try (HeapGraph heap = Heaps.open(file)) {
            Set<String> names = new HashSet<>();
            for (int object = 0; object < heap.objectCount(); object++) {
                names.add(heap.name(object));
            }
            return names;
        }
    }

    @Test
    void equal_texts_are_equal_in_all_files_of_one_redaction_and_in_no_other() throws IOException {
        NodeHeap process = nodeHeap();
        process.global().property("a", process.string("zq-secret-hush"));
        Path plain = process.snapshot().writeTo(folder.resolve("plain.heapsnapshot"));
        Redaction redaction = new Redaction();
        redaction.write(plain, folder.resolve("1.heapsnapshot"));
        redaction.write(plain, folder.resolve("2.heapsnapshot"));
        new Redaction().write(plain, folder.resolve("3.heapsnapshot"));

        assertThat(folder.resolve("1.heapsnapshot"))
                .hasSameBinaryContentAs(folder.resolve("2.heapsnapshot"));
        assertThat(Files.readString(folder.resolve("3.heapsnapshot")))
                .isNotEqualTo(Files.readString(folder.resolve("2.heapsnapshot")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk17-g1", "jdk25-g1", "jdk25-g1-coh", "jdk25-g1-nocoops"})
    void a_dump_keeps_its_objects_and_no_text_of_them(String name) throws IOException {
        Path plain = folder.resolve("plain.hprof.gz");
        try (InputStream in = getClass().getResourceAsStream("/golden/" + name + ".hprof.gz")) {
            Files.copy(Objects.requireNonNull(in), plain);
        }
        Path redacted = folder.resolve("redacted.hprof");

        Redaction.Result result = new Redaction().write(plain, redacted);

        assertSameShape(plain, redacted);
        assertThat(result.counts().texts()).isPositive();
        assertThat(result.counts().droppedNames()).isPositive();
        try (JvmHeap before = (JvmHeap) Heaps.open(plain);
                JvmHeap after = (JvmHeap) Heaps.open(redacted)) {
            assertSameEquality(before, after);
        }
    }

    /**
     * Of each text its length stays, and which others it equals; the text only if it names code.
     */
    private static void assertSameEquality(JvmHeap before, JvmHeap after) {
        Map<String, String> replaced = new HashMap<>();
        Set<String> kept = new HashSet<>();
        Set<String> threads = new HashSet<>();
        for (int object = 0; object < before.objectCount(); object++) {
            // Every name, as the JVM has threads of its own that run no Java.
            before.follow(object, "name").stream()
                    .mapToObj(before::text)
                    .flatMap(Optional::stream)
                    .forEach(isThread(before, object) ? threads::add : _ -> {});
        }
        for (int object = 0; object < before.objectCount(); object++) {
            String text = before.text(object).orElse("");
            String other = after.text(object).orElse("");
            assertThat(other).hasSameSizeAs(text);
            if (!threads.contains(text)) {
                assertThat(replaced.computeIfAbsent(text, _ -> other)).isEqualTo(other);
            }
            if (text.equals(other) && text.length() > 2) {
                kept.add(text);
            }
        }
        Set<String> names = new HashSet<>(Set.of("", "sun.java.command", "file", "jar", "jrt"));
        names.addAll(threads);
        for (int type = 0; type < before.typeCount(); type++) {
            names.add(before.typeName(type));
        }
        kept.removeAll(names);
        // What stands for one or two letters can be the same by chance. Of arguments only the main
        // class stays, of paths those of code.
        assertThat(kept).allMatch(text -> text.endsWith(".jar"));
    }

    private static boolean isThread(JvmHeap heap, int object) {
        OptionalInt type = OptionalInt.of(heap.typeOf(object));
        while (type.isPresent()) {
            if (heap.typeName(type.getAsInt()).equals("java.lang.Thread")) {
                return true;
            }
            type = heap.superType(type.getAsInt());
        }
        return false;
    }

    @Test
    void the_counts_and_bounds_of_collections_stay_and_numbers_of_the_program_go()
            throws IOException {
        Path plain = folder.resolve("plain.hprof.gz");
        try (InputStream in = getClass().getResourceAsStream("/golden/jdk25-g1.hprof.gz")) {
            Files.copy(Objects.requireNonNull(in), plain);
        }
        Path redacted = folder.resolve("redacted.hprof");
        new Redaction().write(plain, redacted);

        try (JvmHeap before = (JvmHeap) Heaps.open(plain);
                JvmHeap after = (JvmHeap) Heaps.open(redacted)) {
            List<Long> sizes = new ArrayList<>();
            int hashes = 0;
            for (int object = 0; object < before.objectCount(); object++) {
                switch (before.typeName(before.typeOf(object))) {
                    case "java.util.HashMap" -> {
                        sizes.add(before.number(object, "size").orElseThrow());
                        assertThat(after.number(object, "size").orElseThrow())
                                .isEqualTo(sizes.getLast());
                    }
                    case "java.lang.Integer", "java.lang.Long" -> {
                        long value = before.number(object, "value").orElseThrow();
                        long other = after.number(object, "value").orElseThrow();
                        assertThat(other == value).isEqualTo(value == 0);
                    }
                    case "java.util.HashMap$Node" -> {
                        long hash = before.number(object, "hash").orElseThrow();
                        hashes += hash == after.number(object, "hash").orElseThrow() ? 1 : 0;
                    }
                    default -> {
                        // Nothing to compare.
                    }
                }
            }
            assertThat(sizes).hasSizeGreaterThan(10);
            assertThat(hashes).isLessThan(5);
        }
    }

    @Test
    void what_is_cut_or_damaged_is_refused_and_leaves_no_file() throws IOException {
        NodeHeap process = nodeHeap();
        process.global().property("a", process.string("secret"));
        byte[] whole = process.snapshot().toBytes(SnapshotLayout.NODE_24);
        CorruptFiles files = CorruptFiles.of(whole);
        List<CorruptFile> bad = new ArrayList<>(files.cut());
        bad.addAll(CorruptFiles.notSnapshots());
        for (int seed = 0; seed < 300; seed++) {
            bad.add(files.flipped(seed));
            bad.add(files.spliced(seed));
        }
        int refused = 0;
        for (CorruptFile file : bad) {
            refused += isRefused(file) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(files.cut().size());
    }

    @Test
    void a_dump_that_was_cut_is_refused_and_leaves_no_file() throws IOException {
        byte[] whole;
        try (InputStream in = getClass().getResourceAsStream("/golden/jdk17-g1.hprof.gz")) {
            whole = new java.util.zip.GZIPInputStream(Objects.requireNonNull(in)).readAllBytes();
        }
        CorruptFiles files = CorruptFiles.of(whole);
        for (int length : new int[] {0, 5, 30, 1000, whole.length / 2, whole.length - 1}) {
            assertThat(isRefused(files.cutAt(length))).isTrue();
        }
        for (int seed = 0; seed < 20; seed++) {
            isRefused(files.flipped(seed));
        }
    }

    private boolean isRefused(CorruptFile file) throws IOException {
        Path in = Files.write(folder.resolve("bad"), file.bytes());
        Path out = folder.resolve("out");
        try {
            new Redaction().write(in, out);
            Files.delete(out);
            return false;
        } catch (SnapshotFormatException e) {
            try (var left = Files.list(folder)) {
                assertThat(left).as(file.what()).containsExactly(in);
            }
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError(file.what(), e);
        }
    }

    @Test
    void a_file_is_packed_as_its_name_says_and_for_its_owner_alone() throws IOException {
        NodeHeap process = nodeHeap();
        Path plain = process.snapshot().writeTo(folder.resolve("plain.heapsnapshot"));
        for (String name : List.of("a.heapsnapshot", "a.heapsnapshot.gz", "a.heapsnapshot.zst")) {
            Path redacted = folder.resolve(name);
            new Redaction().write(plain, redacted);

            assertSameShape(plain, redacted);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(redacted)))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.size(folder.resolve("a.heapsnapshot.gz")))
                .isLessThan(Files.size(folder.resolve("a.heapsnapshot")));
    }

    @Test
    void a_snapshot_is_not_written_over_itself() throws IOException {
        Path plain = nodeHeap().snapshot().writeTo(folder.resolve("plain.heapsnapshot"));
        Path link = Files.createLink(folder.resolve("link"), plain);

        assertThatThrownBy(() -> new Redaction().write(plain, link))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("another file than the snapshot itself");
    }

    @Test
    void indexes_of_elements_above_2_to_the_31_which_v8_writes_with_a_sign_are_read()
            throws IOException {
        NodeHeap process = nodeHeap();
        process.module("/app/a.js").variable("users", process.array(process.instance("User", 16)));
        byte[] whole = process.snapshot().toBytes(SnapshotLayout.NODE_24);
        String text = new String(whole, StandardCharsets.UTF_8);
        Path plain = folder.resolve("plain.heapsnapshot");
        String signed = withSign(text);
        Files.writeString(plain, signed);
        Path redacted = folder.resolve("redacted.heapsnapshot");
        new Redaction().write(plain, redacted);

        assertThat(signed).contains(",-52543054,");
        assertThat(Files.readString(redacted)).doesNotContain("-52543054");
        assertSameShape(plain, redacted);
        try (HeapGraph graph = Heaps.open(plain)) {
            List<String> names = new ArrayList<>();
            for (long reference = 0; reference < graph.referenceCount(); reference++) {
                names.add(graph.referenceName(reference));
            }
            assertThat(names).contains("4242424242");
        }
    }

    /** The first element's index becomes one that V8 24 writes as if it had a sign. */
    private static String withSign(String text) {
        int edges = text.indexOf("\"edges\"");
        return text.substring(0, edges)
                + text.substring(edges).replaceFirst("(?<=[\\[,\\n])1,0,(?=\\d)", "1,-52543054,");
    }

    private static void assertSameShape(Path plain, Path redacted) throws IOException {
        try (HeapGraph before = Heaps.open(plain);
                HeapGraph after = Heaps.open(redacted)) {
            assertThat(after.objectCount()).isEqualTo(before.objectCount());
            assertThat(after.referenceCount()).isEqualTo(before.referenceCount());
            for (int object = 0; object < before.objectCount(); object++) {
                assertThat(after.shallowSize(object)).isEqualTo(before.shallowSize(object));
                assertThat(after.kind(object)).isEqualTo(before.kind(object));
                assertThat(after.objectId(object)).isEqualTo(before.objectId(object));
                if (before.kind(object) == ObjectKind.OBJECT) {
                    assertThat(after.typeName(after.typeOf(object)))
                            .isEqualTo(before.typeName(before.typeOf(object)));
                }
            }
            for (long reference = 0; reference < before.referenceCount(); reference++) {
                assertThat(after.target(reference)).isEqualTo(before.target(reference));
                assertThat(after.referenceKind(reference))
                        .isEqualTo(before.referenceKind(reference));
            }
        }
    }
}
