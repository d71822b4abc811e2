package dev.tidemark.testkit;

/** Whatever a reference can lead to: an object, or a shape made of several, such as a Map. */
public interface JsValue {
    /** The object that others refer to when they refer to this. */
    V8Object object();
}
