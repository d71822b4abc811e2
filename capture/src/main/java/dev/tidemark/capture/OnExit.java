package dev.tidemark.capture;

/** Something that must still happen when the JVM is told to stop, by Ctrl-C for instance. */
public final class OnExit implements AutoCloseable {
    private final Thread hook;

    private OnExit(Thread hook) {
        this.hook = hook;
    }

    /** Runs {@code action} when the JVM stops, unless this is closed before. */
    public static OnExit run(Runnable action) {
        Thread hook = new Thread(action, "tidemark-on-exit");
        Runtime.getRuntime().addShutdownHook(hook);
        return new OnExit(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is stopping already: the hook runs or has run.
            return;
        }
    }
}
