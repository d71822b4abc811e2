package dev.tidemark.heap.analyse.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.Overview;
import dev.tidemark.heap.analyse.Overview.BigObject;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.HprofFile;
import dev.tidemark.testkit.jvm.JvmList;
import dev.tidemark.testkit.jvm.JvmMap;
import dev.tidemark.testkit.jvm.JvmObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmListingTest {
    @TempDir Path folder;

    private final HotSpotHeap process = new HotSpotHeap();

    private JvmObject object(String type) {
        return process.instance(type);
    }

    private List<BigObject> biggest(HprofFile dump, int count) throws IOException {
        Path file = dump.writeTo(folder.resolve("heap.hprof"));
        Overview overview = Heaps.overviewWithoutIndex(file, Referents.NONE, 100);
        // What the JVM itself needs is small, and listed last.
        return overview.biggest().subList(0, count);
    }

    @Test
    void a_map_is_listed_once_by_its_static_field_and_neither_its_class_nor_its_insides()
            throws IOException {
        JvmMap sessions = process.hashMap();
        process.type("com.acme.Registry").set("sessions", sessions);
        for (int i = 0; i < 3; i++) {
            JvmObject data = process.bytes(5000 - 100 * i);
            sessions.put("s" + i, object("com.acme.Session").set("data", data));
        }

        List<BigObject> found = biggest(process.dump(), 7);

        assertThat(found)
                .extracting(BigObject::path)
                .containsExactly(
                        "static com.acme.Registry.sessions : HashMap",
                        "static com.acme.Registry.sessions : HashMap > [*] : com.acme.Session",
                        "static com.acme.Registry.sessions : HashMap > [*] : com.acme.Session >"
                                + " data : byte[]",
                        "static com.acme.Registry.sessions : HashMap > [*] : com.acme.Session",
                        "static com.acme.Registry.sessions : HashMap > [*] : com.acme.Session >"
                                + " data : byte[]",
                        "static com.acme.Registry.sessions : HashMap > [*] : com.acme.Session",
                        "static com.acme.Registry.sessions : HashMap > [*] : com.acme.Session >"
                                + " data : byte[]");
    }

    @Test
    void retained_sizes_are_those_of_the_objects_themselves() throws IOException {
        JvmList jobs = process.arrayList();
        JvmObject job = object("com.acme.Job").set("input", process.bytes(4000));
        jobs.add(job);
        process.type("com.acme.Jobs").set("waiting", jobs);
        HprofFile dump = process.dump();
        long jobBytes = dump.shallowSize(job) + 4016;
        long slots = 16 + 10 * 4;

        List<BigObject> found = biggest(dump, 2);

        assertThat(found)
                .extracting(BigObject::retainedBytes)
                .containsExactly(dump.shallowSize(jobs) + slots + jobBytes, jobBytes);
        assertThat(found.getFirst().id()).isEqualTo(dump.address(jobs));
    }

    @Test
    void a_list_that_the_program_linked_itself_is_one_line() throws IOException {
        JvmObject newest = object("com.acme.Undo").set("state", process.bytes(100));
        process.type("com.acme.Editor").set("undo", newest);
        for (int i = 0; i < 200; i++) {
            JvmObject older = object("com.acme.Undo").set("state", process.bytes(100));
            newest.set("next", older);
            newest = older;
        }

        assertThat(biggest(process.dump(), 1).getFirst().path())
                .isEqualTo("static com.acme.Editor.undo : com.acme.Undo");
        assertThat(biggest(process.dump(), 3))
                .filteredOn(found -> found.typeName().equals("com.acme.Undo"))
                .hasSize(1);
    }

    @Test
    void what_a_thread_holds_is_told_from_the_thread_and_the_call() throws IOException {
        JvmObject batch = object("com.acme.Batch").set("rows", process.bytes(9000));
        process.thread("main").frame(process.type("com.acme.Main"), "main", "Main.java", 21, batch);

        assertThat(biggest(process.dump(), 2))
                .extracting(BigObject::path)
                .containsExactly(
                        "thread \"main\"",
                        "thread \"main\" > local in com.acme.Main.main (Main.java:21) :"
                                + " com.acme.Batch");
    }

    @Test
    void what_several_static_fields_of_a_class_hold_is_told_by_the_class() throws IOException {
        JvmObject shared = object("com.acme.Shared").set("data", process.bytes(9000));
        process.type("com.acme.Main")
                .set("a", object("com.acme.A").set("shared", shared))
                .set("b", object("com.acme.B").set("shared", shared));

        assertThat(biggest(process.dump(), 1).getFirst().path())
                .isEqualTo("static com.acme.Main.* : com.acme.Shared");
    }
}
