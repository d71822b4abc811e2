package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Streams that are written faster than they drain: either one stream's buffer grows, or streams
 * with something left in their buffers pile up.
 */
final class StreamBuffers implements V8Pattern {
    @Override
    public String id() {
        return "stream-buffers";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        for (int i = 0; i < 4; i++) {
            if (suspect.fromEnd(i).type().equals("WritableState")) {
                return Optional.of(oneStream(suspect.fromEnd(i + 1).name()));
            }
        }
        OptionalInt entry = suspect.newest();
        return entry.isPresent() && hasBuffered(suspect, entry.getAsInt())
                ? Optional.of(manyStreams(suspect.holderName()))
                : Optional.empty();
    }

    private static boolean hasBuffered(V8Suspect suspect, int stream) {
        OptionalInt state = suspect.follow(stream, "_writableState");
        OptionalInt readable = suspect.follow(stream, "_readableState");
        return (state.isPresent() && suspect.typeOf(state.getAsInt()).equals("WritableState"))
                || (readable.isPresent()
                        && suspect.typeOf(readable.getAsInt()).equals("ReadableState"));
    }

    private static Match oneStream(String stream) {
        return Match.of(
                "the buffer of %s is not drained".formatted(stream),
                List.of("written chunks wait in the stream's buffer and their number only rises"),
                Fix.of("Stop writing when write() returns false, and go on at 'drain'; or drop.")
                        .before("%s.write(chunk);".formatted(stream))
                        .after(
                                """
                                if (!%1$s.write(chunk)) {
                                  await once(%1$s, 'drain');
                                }
                                """
                                        .formatted(stream))
                        .trap(
                                "write() takes everything, also when it returns false: highWaterMark is"
                                        + " advice and no bound. When the other end has stalled 'drain' never"
                                        + " comes, so the wait needs a deadline.")
                        .verify("%s.writableLength returns to 0.".formatted(stream)));
    }

    private static Match manyStreams(String holder) {
        return Match.of(
                "streams in %s are kept and never drained or destroyed".formatted(holder),
                List.of("every one is a stream with its buffers"),
                Fix.of(
                                "Destroy each stream when its work is over and drop it from "
                                        + holder
                                        + "; pipeline() destroys them on errors, too.")
                        .before("%s.add(stream);".formatted(holder))
                        .after(
                                """
                                %1$s.add(stream);
                                stream.once('close', () => %1$s.delete(stream));
                                // ... and when its work is over:
                                stream.destroy();
                                """
                                        .formatted(holder))
                        .trap(
                                "'end' does not come when nobody reads, and 'finish' not when the other"
                                        + " end is gone: only 'close' comes always.")
                        .verify("%s is empty when nothing is under way.".formatted(holder)));
    }
}
