package dev.tidemark.cli.terminal;

import java.io.PrintStream;

/** For where nobody waits at a terminal: nothing but the warnings. */
record WarningsOnly(PrintStream err) implements Progress {
    @Override
    public void stage(String what) {}

    @Override
    public void fraction(double done, String detail) {}

    @Override
    public void note(String line) {}

    @Override
    public void warning(String line) {
        err.println("tidemark: " + line);
        err.flush();
    }

    @Override
    public void close() {}
}
