package dev.tidemark.junit;

/** Asserts about leaks, within any test. */
public final class Leaks {
    private Leaks() {}

    /** What is done again and again; what it throws fails the test. */
    @FunctionalInterface
    public interface Operation<E extends Throwable> {
        void run() throws E;
    }

    /**
     * Does an operation again and again until it is certain whether it leaks, within 60 CPU
     * seconds; what is undecided then counts as a leak.
     *
     * @throws AssertionError with what leaks, what holds it, and how to fix it
     */
    public static <E extends Throwable> void assertNone(Operation<E> operation) throws E {
        assertNone("operation", operation);
    }

    /**
     * The same with a name for reports and for the baseline.
     *
     * @throws AssertionError with what leaks, what holds it, and how to fix it
     */
    public static <E extends Throwable> void assertNone(String name, Operation<E> operation)
            throws E {
        new Gate(name, "60s", NoLeak.Undecided.FAILS).check(operation);
    }
}
