package dev.tidemark.explain;

import dev.tidemark.model.Finding.Confidence;
import java.util.List;

/** What the numbers say about one accumulation. */
sealed interface Judgement {
    /** It grows with the work. */
    record Leak(Confidence confidence, List<String> evidenceFor, List<String> evidenceAgainst)
            implements Judgement {}

    /** It grows, and may yet stop. */
    record Undecided(String why) implements Judgement {}

    /** It grew and is none. */
    record NotLeak(String why) implements Judgement {}

    /** Too little to speak of. */
    record Noise() implements Judgement {}
}
