package dev.tidemark.cli.terminal;

/** Says what is going on, for a person who waits. */
public interface Progress extends AutoCloseable {
    /** A new stage begins, such as {@code warming up}. */
    void stage(String what);

    /**
     * The stage went on.
     *
     * @param done 0 to 1, or NaN when that cannot be said
     * @param detail numbers that change, such as {@code 1,200 requests}
     */
    void fraction(double done, String detail);

    /** A line that stays. */
    void note(String line);

    /** A line for who must know before it goes on, such as the reader of a log, too. */
    void warning(String line);

    /** Takes what is shown off the screen. May be called twice. */
    @Override
    void close();
}
