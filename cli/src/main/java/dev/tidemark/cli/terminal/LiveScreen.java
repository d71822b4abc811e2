package dev.tidemark.cli.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * A terminal that belongs to us until we close it: painted over and over, always as large as it is
 * now. What was on it before is back afterwards, with the last picture below.
 *
 * <p>Keys are not shown; Ctrl-C still reaches the process as an interrupt. Not thread-safe.
 */
public final class LiveScreen implements AutoCloseable {
    /** Without one that says its size. */
    private static final int USUAL_COLUMNS = 80;

    private static final int USUAL_ROWS = 24;

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private Size size = Size.of(0, 0);
    private String painted = "";

    /** Takes this terminal over. */
    LiveScreen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        this.display = new Display(terminal, true);
        Attributes silent = new Attributes(before);
        silent.setLocalFlag(LocalFlag.ECHO, false);
        silent.setLocalFlag(LocalFlag.ICANON, false);
        terminal.setAttributes(silent);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        resized();
    }

    /** Takes over the terminal that we run in; empty when there is none that can be painted. */
    public static Optional<LiveScreen> open() {
        try {
            Terminal terminal = TerminalBuilder.builder().system(true).dumb(false).build();
            return Optional.of(new LiveScreen(terminal));
        } catch (IOException e) {
            // No terminal at both ends, or one that nobody knows: plain lines serve there.
            return Optional.empty();
        }
    }

    public int columns() {
        return size.getColumns();
    }

    /** Whether its size has changed since this was last asked. */
    public boolean resized() {
        Size now = terminal.getSize();
        if (now.getColumns() <= 0 || now.getRows() <= 0) {
            now = Size.of(USUAL_COLUMNS, USUAL_ROWS);
        }
        if (now.equals(size)) {
            return false;
        }
        size = Size.of(now);
        display.resize(size);
        display.clear();
        return true;
    }

    /** Shows {@code text} in place of what was shown before; what has no room is left out. */
    public void paint(String text) {
        painted = text;
        List<AttributedString> lines =
                text.lines()
                        .limit(size.getRows())
                        .map(AttributedString::fromAnsi)
                        .map(line -> line.columnSubSequence(0, size.getColumns()))
                        .toList();
        display.update(lines, 0);
    }

    @Override
    public void close() throws IOException {
        terminal.puts(Capability.cursor_visible);
        terminal.puts(Capability.exit_ca_mode);
        terminal.setAttributes(before);
        terminal.writer().print(painted);
        terminal.flush();
        terminal.close();
    }
}
