package dev.tidemark.explain.patterns;

import dev.tidemark.model.HeapPath;
import java.util.Optional;

/**
 * One way in which programs leak. A pattern looks at something that accumulates and either knows it
 * or says that it does not apply; whether it is a leak at all has been judged before.
 */
public interface LeakPattern {
    /** The id in reports and in {@code docs/patterns.md}, such as {@code unbounded-cache}. */
    String id();

    /** What the pattern makes of the suspect, or empty when its evidence is missing. */
    Optional<Match> match(Suspect suspect);

    /** The path of the holder of a suspect that matches, as this pattern would have it read. */
    default HeapPath holder(Suspect suspect) {
        return suspect.accumulation().holder();
    }

    /** The type of what accumulates in a suspect that matches, as this pattern would have it. */
    default String entryType(Suspect suspect) {
        return suspect.accumulation().entryType();
    }

    /**
     * Whether its fix changes the code that declares the holder: where that is a library's, the
     * program has to do something else.
     */
    default boolean editsHolder() {
        return false;
    }
}
