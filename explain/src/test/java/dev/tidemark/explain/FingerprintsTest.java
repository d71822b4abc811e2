package dev.tidemark.explain;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Finding;
import dev.tidemark.model.HeapPath.Step;
import dev.tidemark.testkit.JsEmitter;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.JsModule;
import dev.tidemark.testkit.NodeHeap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # moved lines
                    module app.js > bus : function on (src/app.js:40)   | module app.js > bus : function on (src/app.js:97)
                    module app.js > bus : function on (src/app.js:40:7) | module app.js > bus : function on (src/app.js:41:12)
                    # rebuilt bundles
                    module dist/app.3f2a1b.js > sessions : Map          | module dist/app.99c0de.js > sessions : Map
                    module assets/index-BkXz1a2Q.js > sessions : Map    | module assets/index-D4cTsAbQ.js > sessions : Map
                    module assets/index-DxkTsAbQ.js > sessions : Map    | module assets/index-kLmNopQr.js > sessions : Map
                    module chunk-7FQ2KXYZ.mjs > a : Map                 | module chunk-ABCDEFGH.mjs > a : Map
                    module main.3f2a1b9c.chunk.js > a : Map             | module main.00ffaa12.chunk.js > a : Map
                    # other versions of packages, and where package managers keep them
                    package mem 3.0.1, index.js > cache : Map           | package mem 3.1.0-beta.2, index.js > cache : Map
                    x : function m (node_modules/.pnpm/mem@6.0.0/node_modules/mem/i.js:2) | x : function m (node_modules/.pnpm/mem@6.0.1_a@2.0.0/node_modules/mem/i.js:3)
                    x : function m (node_modules/.pnpm/mem@6.0.0/node_modules/mem/i.js:2) | x : function m (node_modules/mem/i.js:2)
                    # other objects, addresses and ports
                    global > a : Object @1234                           | global > a : Object @98
                    agent : Agent > 127.0.0.1:40715: : Array            | agent : Agent > 127.0.0.1:9229: : Array
                    m : Map > ["3f2a1b9c-0000-4000-8000-00000000abcd"] : X | m : Map > ["00000000-1111-4111-9111-0123456789ab"] : X
                    # other threads of a pool
                    thread "pool-1-thread-3" > ctx : Ctx                | thread "pool-2-thread-14" > ctx : Ctx
                    thread "worker-7" > ctx : Ctx                       | thread "worker-*" > ctx : Ctx
                    # classes that are made while the program runs
                    static A.l : A$$Lambda/0x00007f1234567890           | static A.l : A$$Lambda/0x0000000801000a00
                    static A.l : A$$Lambda$14/0x0000000801000a00        | static A.l : A$$Lambda$207/0x00007f00
                    static A.l : com.sun.proxy.$Proxy12                 | static A.l : com.sun.proxy.$Proxy7
                    static A.l : B$$EnhancerBySpringCGLIB$$1a2b3c       | static A.l : B$$EnhancerBySpringCGLIB$$ffee00
                    """)
    void what_differs_between_builds_and_runs_is_left_out(String one, String other) {
        assertThat(fingerprint(one)).isEqualTo(fingerprint(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    module src/cache.js > sessions : Map      | module src/cache.js > users : Map
                    module src/cache.js > sessions : Map      | module src/store.js > sessions : Map
                    module src/checkout.js > sessions : Map   | module src/catalogue.js > sessions : Map
                    package mem 3.0.1, index.js > cache : Map | package lru 3.0.1, index.js > cache : Map
                    b : E > listeners("open") : Array         | b : E > listeners("close") : Array
                    static A.byName : HashMap                 | static B.byName : HashMap
                    thread "http-1" > ctx : Ctx               | thread "jobs-1" > ctx : Ctx
                    module dist/v1.js > a : Map               | module dist/v2.js > a : Map
                    """)
    void what_tells_one_leak_from_another_stays(String one, String other) {
        assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
    }

    @Test
    void what_is_added_tells_leaks_of_one_holder_apart() {
        List<Step> holder = steps("module a.js > queue : Array");

        assertThat(Fingerprints.of(holder, new Step("[*]", "Job")))
                .isNotEqualTo(Fingerprints.of(holder, new Step("[*]", "Session")));
    }

    @Test
    void a_leak_in_a_new_build_of_a_heap_is_the_same_leak() {
        assertThat(leakOf("/app/dist/app.3f2a1b.js", 39, 0).fingerprint())
                .isEqualTo(leakOf("/app/dist/app.c0ffee.js", 112, 500).fingerprint());
    }

    /**
     * @param line that the listener is on
     * @param others objects that were made before, so that all have other ids
     */
    private static Finding leakOf(String script, int line, int others) {
        NodeHeap process = nodeHeap();
        JsModule module = process.module(script);
        JsMap before = process.map();
        for (int i = 0; i < others; i++) {
            before.put("k" + i, process.instance("Other", 64));
        }
        JsEmitter bus = process.emitter();
        module.variable("before", before).variable("bus", bus);
        var onChange = module.function("onChange", line, 20);
        return Series.explain(
                        process,
                        3,
                        100,
                        i -> bus.on("change", onChange.closure(process.scope(module.scope()))))
                .findings()
                .getFirst();
    }

    private static String fingerprint(String path) {
        return Fingerprints.of(steps(path), new Step("[*]", "Session"));
    }

    private static List<Step> steps(String path) {
        return Arrays.stream(path.strip().split(" > "))
                .map(step -> step.split(" : ", 2))
                .map(step -> new Step(step[0], step.length > 1 ? step[1] : ""))
                .toList();
    }
}
