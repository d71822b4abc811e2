package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.LeakPattern;
import dev.tidemark.explain.patterns.Match;
import dev.tidemark.explain.patterns.Suspect;
import java.util.Optional;

/** A way in which programs on V8 leak. */
interface V8Pattern extends LeakPattern {
    @Override
    default Optional<Match> match(Suspect suspect) {
        return match(new V8Suspect(suspect));
    }

    /** What the pattern makes of the suspect, or empty when its evidence is missing. */
    Optional<Match> match(V8Suspect suspect);
}
