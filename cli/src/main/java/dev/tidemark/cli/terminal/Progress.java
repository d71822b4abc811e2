package dev.tidemark.cli.terminal;

/** Says what is going on, for a person who waits. */
public interface Progress extends AutoCloseable {
    /** Nobody watches. */
    Progress SILENT =
            new Progress() {
                @Override
                public void stage(String what) {}

                @Override
                public void fraction(double done, String detail) {}

                @Override
                public void note(String line) {}

                @Override
                public void close() {}
            };

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

    /** Takes what is shown off the screen. May be called twice. */
    @Override
    void close();
}
