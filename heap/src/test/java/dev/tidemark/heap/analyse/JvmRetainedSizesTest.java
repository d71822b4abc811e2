package dev.tidemark.heap.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.HprofFile;
import dev.tidemark.testkit.jvm.HprofLayout;
import dev.tidemark.testkit.jvm.HprofRoot;
import dev.tidemark.testkit.jvm.JvmClass;
import dev.tidemark.testkit.jvm.JvmLoader;
import dev.tidemark.testkit.jvm.JvmObject;
import dev.tidemark.testkit.jvm.JvmThread;
import dev.tidemark.testkit.jvm.JvmValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dominators and retained sizes of JVMs' heaps, against one search for each object. */
class JvmRetainedSizesTest {
    private static final int SEEDS = 60;
    private static final int OBJECTS = 40;
    private static final String WEAK = "java.lang.ref.WeakReference";
    private static final String SOFT = "java.lang.ref.SoftReference";
    private static final String PHANTOM = "java.lang.ref.PhantomReference";
    private static final String FINAL = "java.lang.ref.FinalReference";
    private static final List<String> REFERENCES = List.of(WEAK, SOFT, PHANTOM, FINAL);

    @TempDir Path folder;

    /** Any kind of thing that keeps another one alive, or does not, at random. */
    private static HotSpotHeap randomHeap(SplittableRandom random) {
        HotSpotHeap heap = new HotSpotHeap();
        List<JvmValue> values = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JvmLoader loader = heap.classLoader("com.acme.PluginLoader");
            values.add(loader);
            values.add(heap.type("com.acme.Plugin", loader));
            values.add(heap.type("com.acme.Main" + i));
            values.add(heap.thread("worker-" + i));
        }
        List<JvmObject> objects = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(object(heap, random, values));
            values.add(objects.getLast());
        }
        for (JvmObject object : objects) {
            connect(random, object, values);
        }
        for (int i = 0; i < OBJECTS / 4; i++) {
            hold(heap, random, values);
        }
        return heap;
    }

    private static JvmObject object(
            HotSpotHeap heap, SplittableRandom random, List<JvmValue> values) {
        List<JvmClass> plugins =
                values.stream()
                        .filter(JvmClass.class::isInstance)
                        .map(JvmClass.class::cast)
                        .toList();
        return switch (random.nextInt(6)) {
            case 0 -> heap.instance(REFERENCES.get(random.nextInt(REFERENCES.size())));
            case 1 -> heap.array("java.lang.Object", 3);
            case 2 -> heap.bytes(random.nextInt(100));
            case 3 -> heap.instance(plugins.get(random.nextInt(plugins.size())));
            default -> heap.instance("com.acme.Node" + random.nextInt(3));
        };
    }

    private static void connect(SplittableRandom random, JvmObject object, List<JvmValue> values) {
        String type = object.type().name();
        for (int i = 0; i < random.nextInt(4); i++) {
            JvmValue target = any(random, values);
            if (type.equals("[Ljava.lang.Object;")) {
                object.set(random.nextInt(3), target);
            } else if (REFERENCES.contains(type)) {
                object.set("referent", target);
            } else if (!type.startsWith("[")) {
                object.set("field" + random.nextInt(4), target);
            }
        }
    }

    /** From a static field, a variable of a call or of a thread, or from native code. */
    private static void hold(HotSpotHeap heap, SplittableRandom random, List<JvmValue> values) {
        JvmValue target = any(random, values);
        String main = "com.acme.Main" + random.nextInt(3);
        switch (random.nextInt(4)) {
            case 0 -> heap.type(main).set("field" + random.nextInt(3), target);
            case 1 -> thread(random, values).frame(heap.type(main), "run", "Main.java", 1, target);
            case 2 -> {
                JvmObject local = heap.threadLocal();
                heap.type(main).set("LOCAL", local);
                thread(random, values).local(local, target);
            }
            default -> heap.root(HprofRoot.JNI_GLOBAL, target);
        }
    }

    private static JvmValue any(SplittableRandom random, List<JvmValue> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static JvmThread thread(SplittableRandom random, List<JvmValue> values) {
        List<JvmThread> threads =
                values.stream()
                        .filter(JvmThread.class::isInstance)
                        .map(JvmThread.class::cast)
                        .toList();
        return threads.get(random.nextInt(threads.size()));
    }

    private static Set<String> weak(Referents referents) {
        return switch (referents) {
            case NONE -> Set.copyOf(REFERENCES);
            case SOFT -> Set.of(WEAK, PHANTOM, FINAL);
            case STRONG -> Set.of();
        };
    }

    @ParameterizedTest
    @EnumSource(Referents.class)
    void an_object_dominates_and_retains_what_is_not_reached_without_it(Referents referents)
            throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            HotSpotHeap heap = randomHeap(new SplittableRandom(seed));
            HprofFile dump = heap.dumpWithoutCollection(HprofLayout.COMPRESSED);
            Path file = dump.writeTo(folder.resolve("heap.hprof"));
            try (HeapGraph graph = Heaps.open(file, referents);
                    DominatorTree dominators = DominatorTree.of(graph);
                    RetainedSizes retained = RetainedSizes.of(graph, dominators)) {
                Set<JvmObject> reached = heap.reachedWithout(null, weak(referents));
                Map<Long, JvmObject> drawn = new HashMap<>();
                reached.forEach(one -> drawn.put(dump.address(one), one));
                assertThat(dominators.reachableCount())
                        .as("seed %d", seed)
                        .isEqualTo(drawn.size() + 1);
                for (int position = 1; position < dominators.reachableCount(); position++) {
                    int object = dominators.objectAt(position);
                    JvmObject missing = drawn.get(graph.objectId(object));
                    Set<JvmObject> left = heap.reachedWithout(missing, weak(referents));
                    Set<Integer> lost = new HashSet<>();
                    for (int i = 1; i < dominators.reachableCount(); i++) {
                        int other = dominators.objectAt(i);
                        if (!left.contains(drawn.get(graph.objectId(other)))) {
                            lost.add(other);
                        }
                    }
                    assertThat(dominated(dominators, object))
                            .as("seed %d, %s", seed, missing)
                            .isEqualTo(lost);
                    assertThat(retained.of(object))
                            .as("seed %d, %s", seed, missing)
                            .isEqualTo(lost.stream().mapToLong(graph::shallowSize).sum());
                }
            }
        }
    }

    private static Set<Integer> dominated(DominatorTree dominators, int object) {
        Set<Integer> dominated = new HashSet<>();
        for (int i = 1; i < dominators.reachableCount(); i++) {
            if (dominators.dominates(object, dominators.objectAt(i))) {
                dominated.add(dominators.objectAt(i));
            }
        }
        return dominated;
    }
}
