package dev.tidemark.testkit;

/** What {@code setInterval} and {@code setTimeout} give back: a Timeout, active until cleared. */
public final class JsTimer implements JsValue {
    private final V8Object timeout;
    private final Runnable clear;

    JsTimer(V8Object timeout, Runnable clear) {
        this.timeout = timeout;
        this.clear = clear;
    }

    /**
     * {@code clearInterval}: Node's list forgets it; it lives on only where someone else keeps it.
     */
    public void clear() {
        clear.run();
    }

    @Override
    public V8Object object() {
        return timeout;
    }
}
