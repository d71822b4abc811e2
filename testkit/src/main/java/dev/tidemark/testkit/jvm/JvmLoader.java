package dev.tidemark.testkit.jvm;

import org.jspecify.annotations.Nullable;

/** A class loader, which keeps all that it loaded in a list. */
public final class JvmLoader implements JvmValue {
    private final JvmObject loader;
    private final JvmList classes;

    JvmLoader(HotSpotHeap heap, JvmObject loader, @Nullable JvmLoader parent) {
        this.loader = loader;
        classes = heap.arrayList();
        loader.set("classes", classes);
        loader.set("packages", heap.concurrentHashMap());
        if (parent != null) {
            loader.set("parent", parent);
        }
    }

    void loaded(JvmClass type) {
        classes.add(type);
    }

    @Override
    public JvmObject object() {
        return loader;
    }
}
