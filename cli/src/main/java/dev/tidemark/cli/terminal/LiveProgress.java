package dev.tidemark.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;

/** One line at the bottom of a terminal that is painted over and over. Threads: any. */
final class LiveProgress implements Progress {
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final int BAR_WIDTH = 24;
    private static final long REPAINT_NANOS = Duration.ofMillis(80).toNanos();

    private final PrintStream err;
    private String stage = "";
    private boolean shown;
    private long paintedAt;

    LiveProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void stage(String what) {
        stage = what;
        paint(what);
    }

    @Override
    public synchronized void fraction(double done, String detail) {
        if (System.nanoTime() - paintedAt >= REPAINT_NANOS || done >= 1) {
            paint((stage + "  " + bar(done) + "  " + detail).stripTrailing());
        }
    }

    @Override
    public synchronized void note(String line) {
        close();
        err.println(line);
    }

    @Override
    public void warning(String line) {
        note("tidemark: " + line);
    }

    @Override
    public synchronized void close() {
        if (shown) {
            err.print(CLEAR_LINE);
            err.flush();
            shown = false;
        }
    }

    private void paint(String line) {
        err.print(CLEAR_LINE + line);
        err.flush();
        shown = true;
        paintedAt = System.nanoTime();
    }

    private static String bar(double done) {
        if (Double.isNaN(done)) {
            return "";
        }
        int full = (int) Math.round(BAR_WIDTH * Math.clamp(done, 0, 1));
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "]";
    }
}
