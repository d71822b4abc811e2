package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.model.HeapPath.Step;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Streams that are written faster than they drain, or that nobody reads: either one stream's buffer
 * grows, or streams with something left in their buffers pile up.
 */
final class StreamBuffers implements V8Pattern {
    @Override
    public String id() {
        return "stream-buffers";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        for (int i = 0; i < 4; i++) {
            String type = suspect.fromEnd(i).type();
            if (type.equals("WritableState") || type.equals("ReadableState")) {
                return Optional.of(oneStream(suspect.fromEnd(i + 1), type.equals("WritableState")));
            }
        }
        OptionalInt entry = suspect.newest();
        if (entry.isPresent() && hasBuffered(suspect, entry.getAsInt())) {
            return Optional.of(manyStreams(suspect));
        }
        return Optional.empty();
    }

    private static boolean hasBuffered(V8Suspect suspect, int stream) {
        OptionalInt state = suspect.follow(stream, "_writableState");
        OptionalInt readable = suspect.follow(stream, "_readableState");
        return (state.isPresent() && suspect.typeOf(state.getAsInt()).equals("WritableState"))
                || (readable.isPresent()
                        && suspect.typeOf(readable.getAsInt()).equals("ReadableState"));
    }

    private static Match oneStream(Step stream, boolean writable) {
        String name = stream.name();
        return new Match(
                "the buffer of %s is not drained".formatted(name),
                List.of(
                        writable
                                ? "written chunks wait in the stream's buffer and their number only rises"
                                : "read chunks wait in the stream's buffer and nobody takes them"),
                List.of(),
                null,
                new Fix(
                        "Stop writing when write() returns false, and give the stream a reader"
                                + " (pipe it, consume it, or resume() it); destroy() it when done.",
                        """
                        if (!%1$s.write(chunk)) {
                          await once(%1$s, 'drain');
                        }\
                        """
                                .formatted(name)));
    }

    private static Match manyStreams(V8Suspect suspect) {
        String name = suspect.holderName();
        return new Match(
                "streams in %s are kept and never drained or destroyed".formatted(name),
                List.of("every one is a stream with its buffers"),
                List.of(),
                null,
                new Fix(
                        "Destroy each stream when its work is over and drop it from "
                                + name
                                + "; pipeline() does it on errors, too.",
                        """
                        stream.once('close', () => { /* remove it from %s */ });
                        stream.destroy();\
                        """
                                .formatted(name)));
    }
}
