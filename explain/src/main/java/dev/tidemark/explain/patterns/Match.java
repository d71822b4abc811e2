package dev.tidemark.explain.patterns;

import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern says of a suspect.
 *
 * @param title one line for a person
 * @param evidenceFor what fits the pattern, strongest first
 * @param evidenceAgainst what does not
 * @param site where the accumulating things are made or registered, when it is known
 */
public record Match(
        String title,
        List<String> evidenceFor,
        List<String> evidenceAgainst,
        @Nullable AllocationSite site,
        Fix fix) {
    public Match {
        evidenceFor = List.copyOf(evidenceFor);
        evidenceAgainst = List.copyOf(evidenceAgainst);
    }

    /** A match without a place in the code, and with nothing against it. */
    public static Match of(String title, List<String> evidenceFor, Fix fix) {
        return new Match(title, evidenceFor, List.of(), null, fix);
    }

    /** The same match, with the place at which the accumulating things are made or registered. */
    public Match at(AllocationSite place) {
        return new Match(title, evidenceFor, evidenceAgainst, place, fix);
    }
}
