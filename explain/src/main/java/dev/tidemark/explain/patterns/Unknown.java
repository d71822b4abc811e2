package dev.tidemark.explain.patterns;

import dev.tidemark.model.Finding.Fix;
import java.util.List;

/** What to say when the growth is certain and no pattern fits. */
public final class Unknown {
    /** The id in reports. */
    public static final String ID = "unknown";

    private Unknown() {}

    public static Match of(Suspect suspect) {
        String holder = suspect.holderName();
        return new Match(
                "%s holds more and more %s".formatted(holder, suspect.accumulation().entryType()),
                List.of(),
                List.of(),
                null,
                Fix.of(
                                "Find where things are added to "
                                        + holder
                                        + ", and remove each where its subject ends.")
                        .verify("After the change a second hunt finds nothing that grows."));
    }
}
