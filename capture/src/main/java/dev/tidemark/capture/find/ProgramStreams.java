package dev.tidemark.capture.find;

import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a program that we start prints to and reads from.
 *
 * @param output gets what it prints to either stream, in whole lines
 * @param input is given the stream that it reads, as soon as it runs; null when it shall read
 *     nothing
 */
public record ProgramStreams(OutputStream output, @Nullable Consumer<OutputStream> input) {

    /** Of a program that reads nothing. */
    public static ProgramStreams to(OutputStream output) {
        return new ProgramStreams(output, null);
    }
}
