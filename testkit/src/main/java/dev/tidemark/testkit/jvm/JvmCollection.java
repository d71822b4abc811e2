package dev.tidemark.testkit.jvm;

/** A collection of the JDK, which lays its nodes and tables out before each dump. */
abstract sealed class JvmCollection implements JvmValue permits JvmMap, JvmList {
    private final JvmObject collection;

    JvmCollection(JvmObject collection) {
        this.collection = collection;
    }

    abstract void layOut();

    @Override
    public JvmObject object() {
        return collection;
    }
}
