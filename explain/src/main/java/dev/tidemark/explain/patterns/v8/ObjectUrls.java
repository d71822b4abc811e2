package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;

/** Blobs that are kept by their object URLs, which end when they are revoked and no sooner. */
final class ObjectUrls implements V8Pattern {
    /** What Node.js keeps the blobs behind its object URLs in. */
    private static final String REGISTRY = "BlobBindingData";

    @Override
    public String id() {
        return "object-urls";
    }

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        boolean isRegistry =
                suspect.accumulation().holder().steps().stream()
                        .anyMatch(step -> step.type().endsWith(REGISTRY));
        return isRegistry ? Optional.of(urls()) : Optional.empty();
    }

    private static Match urls() {
        return Match.of(
                "URL.createObjectURL() is called and its URLs are not revoked",
                List.of(
                        "the registry of object URLs holds them, and no variable of yours has to",
                        "each keeps its Blob, whose bytes are outside of the heap"),
                Fix.of(
                                "Revoke the URL when what reads it is done, also when it fails; or"
                                        + " hand on the Blob itself, which needs no URL.")
                        .before("const url = URL.createObjectURL(blob);\nawait use(url);")
                        .after(
                                """
                                const url = URL.createObjectURL(blob);
                                try {
                                  await use(url);
                                } finally {
                                  URL.revokeObjectURL(url);
                                }
                                """)
                        .trap(
                                "Dropping the Blob and the URL frees nothing: a URL is a text, and"
                                        + " nothing tells who still has it. Another call for the same"
                                        + " Blob makes another URL, and each is revoked by itself.")
                        .verify(
                                "resolveObjectURL(url) of node:buffer is undefined after each operation."));
    }
}
