package dev.tidemark.heap.read.hprof;

import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.JvmClass;
import dev.tidemark.testkit.jvm.JvmObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Heaps of JVMs with all kinds of objects, in any tangle. */
final class RandomDumps {
    private RandomDumps() {}

    static HotSpotHeap heap(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HotSpotHeap process = new HotSpotHeap();
        List<JvmClass> types =
                IntStream.range(0, 1 + random.nextInt(6))
                        .mapToObj(i -> process.type("com.acme.Type" + i).fields("a", "b", "c"))
                        .toList();
        List<JvmObject> objects = new ArrayList<>();
        int count = 1 + random.nextInt(400);
        for (int i = 0; i < count; i++) {
            objects.add(
                    switch (random.nextInt(5)) {
                        case 0 -> process.string("text " + i);
                        case 1 -> process.bytes(random.nextInt(3_000));
                        case 2 -> process.array("java.lang.Object", 1 + random.nextInt(9));
                        default -> process.instance(types.get(random.nextInt(types.size())));
                    });
        }
        for (JvmObject from : objects) {
            connect(from, objects, random);
        }
        for (int i = 0; i < types.size(); i++) {
            types.get(i).set("kept" + i, objects.get(random.nextInt(count)));
        }
        return process;
    }

    private static void connect(JvmObject from, List<JvmObject> all, SplittableRandom random) {
        String type = from.type().name();
        for (String field : List.of("a", "b", "c")) {
            JvmObject to = all.get(random.nextInt(all.size()));
            if (type.startsWith("com.acme") && random.nextInt(4) > 0) {
                from.set(field, to);
            } else if (type.startsWith("[L")) {
                from.set(0, to);
            }
        }
    }
}
