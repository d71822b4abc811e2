package dev.tidemark.capture.find;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes on what a program prints, without the lines in which Node speaks of its inspector. */
final class ProgramOutput {
    private static final Pattern LISTENING = Pattern.compile("Debugger listening on (ws://\\S+)");
    private static final Pattern OTHER_NOTICE =
            Pattern.compile(
                    "For help, see: https://nodejs.org/\\S*|Debugger attached\\.|Debugger ending on .*"
                            + "|Waiting for the debugger to disconnect\\.\\.\\.");

    private final InputStream from;
    private final OutputStream to;
    private final Consumer<URI> inspectorOpened;

    ProgramOutput(InputStream from, OutputStream to, Consumer<URI> inspectorOpened) {
        this.from = from;
        this.to = to;
        this.inspectorOpened = inspectorOpened;
    }

    /** Starts to pass on; ends with the program. */
    void pump() {
        Thread.ofVirtual().name("tidemark-program-output").start(this::passOn);
    }

    private void passOn() {
        // One character a byte: whatever encoding the program uses goes through unchanged.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(from, StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                passOn(line);
            }
        } catch (IOException e) {
            // The program ended in the middle of a line, or nobody reads us: nothing to pass on.
            return;
        }
    }

    private void passOn(String line) throws IOException {
        Matcher listening = LISTENING.matcher(line);
        if (listening.matches()) {
            inspectorOpened.accept(URI.create(listening.group(1)));
        } else if (!OTHER_NOTICE.matcher(line).matches()) {
            to.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            to.flush();
        }
    }
}
