package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Requests and responses of HTTP that are kept after they have ended. */
final class KeptRequests implements V8Pattern {
    @Override
    public String id() {
        return "kept-requests";
    }

    private static final Set<String> TYPES =
            Set.of(
                    "IncomingMessage",
                    "ServerResponse",
                    "ClientRequest",
                    "Http2ServerRequest",
                    "Http2ServerResponse");

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt message = suspect.entryOrPart(part -> suspect.isOfRuntime(part, TYPES));
        if (message.isEmpty()) {
            return Optional.empty();
        }
        String holder = suspect.holderName();
        return Optional.of(
                Match.of(
                        "requests are kept in %s after they have ended".formatted(holder),
                        List.of(
                                "each entry holds an object of type %s, and with it headers, body and socket: %s"
                                        .formatted(
                                                suspect.typeOf(message.getAsInt()),
                                                Bytes.of(suspect.bytesEach()))),
                        fix(holder)));
    }

    private static Fix fix(String holder) {
        return Fix.of(
                        "Copy the few values that are needed later, and drop the request; what must"
                                + " stay while it runs goes with 'close' of its response.")
                .before("%s.push({ request, response });".formatted(holder))
                .after(
                        """
                        %1$s.push({ method: request.method, path: request.url, at: Date.now() });
                        if (%1$s.length > 1000) {
                          %1$s.shift();
                        }
                        """
                                .formatted(holder))
                .trap(
                        "'finish' and 'end' do not come when the client goes away: only 'close' comes"
                                + " always. request.headers copied as an object still holds all headers.")
                .verify(
                        "%s is empty, or has reached its bound, when nothing is under way."
                                .formatted(holder));
    }
}
