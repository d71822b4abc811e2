package dev.tidemark.heap.analyse.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.JvmMap;
import dev.tidemark.testkit.jvm.JvmObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmOriginsTest {
    @TempDir Path folder;

    private final HotSpotHeap process = new HotSpotHeap();
    private final JvmObject inLibrary = process.instance("com.github.ben.Cache");
    private final JvmObject inProgram = process.instance("com.acme.Shop");

    @Test
    void a_class_belongs_to_the_jar_that_it_was_loaded_from() {
        process.type("com.github.ben.Cache").in(process.loadedFrom("/app/lib/cache-3.1.8.jar"));
        process.type("com.acme.Shop").in(process.loadedFrom("/app/classes/"));
        process.type("com.acme.Main").set("cache", inLibrary).set("shop", inProgram);

        assertThat(originOf(inLibrary)).isEqualTo("package cache 3.1.8");
        assertThat(originOf(inProgram)).isEqualTo("Own[]");
    }

    @Test
    void the_jar_that_was_started_is_the_programs_own() {
        startedWith("/srv/shop-1.0.jar --port 80");
        process.type("com.github.ben.Cache").in(process.loadedFrom("/srv/lib/cache-3.1.8.jar"));
        process.type("com.acme.Shop").in(process.loadedFrom("/srv/shop-1.0.jar"));
        process.type("com.acme.Main").set("cache", inLibrary).set("shop", inProgram);

        assertThat(originOf(inLibrary)).isEqualTo("package cache 3.1.8");
        assertThat(originOf(inProgram)).isEqualTo("Own[]");
    }

    @Test
    void jars_of_the_organisation_of_the_main_class_are_the_programs_own() {
        startedWith("com.acme.app.Main --port 80");
        process.type("com.github.ben.Cache").in(process.loadedFrom("/srv/lib/cache-3.1.8.jar"));
        process.type("com.acme.Shop").in(process.loadedFrom("/srv/lib/shop-core-1.0.jar"));
        process.type("com.acme.Main").set("cache", inLibrary).set("shop", inProgram);

        assertThat(originOf(inLibrary)).isEqualTo("package cache 3.1.8");
        assertThat(originOf(inProgram)).isEqualTo("Own[]");
    }

    @Test
    void fields_of_the_program_are_its_variables_and_those_of_libraries_are_not() {
        startedWith("com.acme.app.Main");
        JvmObject entry = process.instance("com.github.ben.Entry");
        process.type("com.github.ben.Cache").in(process.loadedFrom("/srv/lib/cache-3.1.8.jar"));
        process.type("com.acme.Shop").set("CACHE", inLibrary);
        inLibrary.set("head", entry);

        try (JvmPaths paths = new JvmPaths(folder, process.dump())) {
            assertThat(variableOf(paths, paths.find(inLibrary))).isEqualTo("Shop.CACHE");
            assertThat(variableOf(paths, paths.find(entry))).isEmpty();
        }
    }

    private void startedWith(String command) {
        JvmMap map = process.concurrentHashMap();
        map.put("java.home", process.string("/jdk"));
        map.put("sun.java.command", process.string(command));
        process.type("java.lang.System")
                .set("props", process.instance("java.util.Properties").set("map", map));
    }

    private String originOf(JvmObject object) {
        try (JvmPaths paths = new JvmPaths(folder, process.dump())) {
            return paths.snapshot().rules().origin(paths.find(object)).orElseThrow().toString();
        }
    }

    private static String variableOf(JvmPaths paths, int object) {
        OwnerTree owners = paths.snapshot().owners();
        return paths.snapshot()
                .rules()
                .ownVariable(owners.parent(object), owners.reference(object))
                .orElse("");
    }
}
