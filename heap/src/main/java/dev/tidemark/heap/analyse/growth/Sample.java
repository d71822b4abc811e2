package dev.tidemark.heap.analyse.growth;

import java.util.ArrayList;
import java.util.List;

/** Some of many objects, spread evenly over the order in which they came. */
final class Sample {
    private static final int MOST = 24;

    private final List<Integer> objects = new ArrayList<>();
    private long seen;
    private long stride = 1;

    void add(int object) {
        if (seen++ % stride != 0) {
            return;
        }
        if (objects.size() == MOST) {
            thinOut();
            if ((seen - 1) % stride != 0) {
                return;
            }
        }
        objects.add(object);
    }

    /** Keeps every second one, and from now on takes half as many. */
    private void thinOut() {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < objects.size(); i += 2) {
            kept.add(objects.get(i));
        }
        objects.clear();
        objects.addAll(kept);
        stride *= 2;
    }

    List<Integer> objects() {
        return List.copyOf(objects);
    }
}
