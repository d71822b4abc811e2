package dev.tidemark.cli.terminal;

import java.io.PrintStream;

/** A few lines that are painted over and over; the last of them stay. */
public final class LiveScreen implements AutoCloseable {
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";

    private final PrintStream out;
    private final boolean live;
    private int painted;

    public LiveScreen(Terminal terminal) {
        this.out = terminal.out();
        this.live = terminal.outIsTty();
    }

    /** Shows {@code text} in place of what was shown before. */
    public void paint(String text) {
        StringBuilder frame = new StringBuilder(HIDE_CURSOR);
        if (painted > 0) {
            frame.append("\u001b[").append(painted).append('A');
        }
        text.lines()
                .forEach(line -> frame.append('\r').append(CLEAR_LINE).append(line).append('\n'));
        out.print(frame.append(CLEAR_BELOW).append(SHOW_CURSOR));
        out.flush();
        painted = (int) text.lines().count();
    }

    @Override
    public void close() {
        if (live) {
            out.print(SHOW_CURSOR);
            out.flush();
        }
    }
}
