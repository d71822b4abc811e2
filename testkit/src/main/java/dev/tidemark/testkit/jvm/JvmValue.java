package dev.tidemark.testkit.jvm;

/** Whatever a field, a slot or a local variable of a {@link HotSpotHeap} may refer to. */
public interface JvmValue {
    JvmObject object();
}
