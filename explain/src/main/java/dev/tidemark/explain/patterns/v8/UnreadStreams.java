package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;

/** A stream into which something is put, and that nobody reads. */
final class UnreadStreams implements V8Pattern {
    /** A stream's state stands so near above what is in its buffer. */
    private static final int NEAR = 5;

    @Override
    public String id() {
        return "unread-streams";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        for (int i = 0; i < NEAR; i++) {
            String type = suspect.fromEnd(i).type();
            if (type.equals("ReadableState")) {
                return Optional.of(match(suspect.fromEnd(i + 1).name()));
            }
            if (type.equals("ReadableStreamDefaultController")
                    || type.equals("ReadableByteStreamController")) {
                return Optional.of(webStream(suspect.fromEnd(i).name()));
            }
        }
        return Optional.empty();
    }

    private static Match match(String stream) {
        return Match.of(
                "nobody reads %s, and what is in its buffer piles up".formatted(stream),
                List.of("read chunks wait in the stream's buffer and nobody takes them"),
                Fix.of(
                                "Give the stream a reader (pipe it, iterate over it, or resume() it when"
                                        + " its contents do not matter), and destroy() it when it is done"
                                        + " with.")
                        .before(
                                """
                                %1$s.push(chunk);   // or write(), when it is a PassThrough
                                """
                                        .formatted(stream))
                        .after(
                                """
                                pipeline(%1$s, destination, (error) => report(error));
                                // ... or, when nobody needs what is in it:
                                %1$s.resume();
                                """
                                        .formatted(stream))
                        .trap(
                                "A listener for 'end' or 'close' reads nothing: the stream stays paused."
                                        + " push() and write() return false when the buffer is full, but"
                                        + " accept more.")
                        .verify(
                                "%1$s.readableLength stays below %1$s.readableHighWaterMark."
                                        .formatted(stream)));
    }

    private static Match webStream(String controller) {
        return Match.of(
                "nobody reads the stream of %s, and what is in its queue piles up"
                        .formatted(controller),
                List.of(
                        "chunks wait in the queue of the stream's controller and nobody takes them"),
                Fix.of(
                                "Read the stream or cancel() it; and enqueue when it asks for more, in"
                                        + " pull(), or as long as there is room.")
                        .before("%s.enqueue(chunk);".formatted(controller))
                        .after(
                                """
                                const stream = new ReadableStream({
                                  pull(%1$s) {                     // called when there is room
                                    %1$s.enqueue(nextChunk());
                                  },
                                });
                                """
                                        .formatted(controller))
                        .trap(
                                "enqueue() takes everything: a desiredSize below zero is advice and no"
                                        + " bound. A reader that is released without cancel() leaves the"
                                        + " stream as it was.")
                        .verify("%s.desiredSize returns above 0.".formatted(controller)));
    }
}
