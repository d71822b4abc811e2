package dev.tidemark.cli.terminal;

import dev.tidemark.report.Ink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The two streams that we write to, and whether a person watches them.
 *
 * @param out results; UTF-8 whatever the locale, because the names in a heap are
 * @param err progress and failures
 */
public record Terminal(PrintStream out, PrintStream err, boolean outIsTty, boolean errIsTty) {

    /** The streams of this process. */
    public static Terminal system() {
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), isTty(1), isTty(2));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Java tells only whether stdin and stdout both are terminals; the kernel tells of each. */
    private static boolean isTty(int descriptor) {
        try {
            String device =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return device.startsWith("/dev/pts/")
                    || device.startsWith("/dev/tty")
                    || device.equals("/dev/console");
        } catch (IOException e) {
            // Not Linux: plain text is right everywhere.
            return false;
        }
    }

    public PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    public PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Colours for stdout, if a person watches it and did not turn them off. */
    public Ink ink() {
        String noColour = System.getenv("NO_COLOR");
        boolean wanted = noColour == null || noColour.isEmpty();
        return outIsTty && wanted && !"dumb".equals(System.getenv("TERM")) ? Ink.COLOUR : Ink.PLAIN;
    }

    public Progress progress() {
        return errIsTty ? new LiveProgress(err) : new WarningsOnly(err);
    }
}
