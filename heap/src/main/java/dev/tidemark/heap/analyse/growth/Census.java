package dev.tidemark.heap.analyse.growth;

import dev.tidemark.model.HeapPath;
import java.util.List;

/** Counts in every snapshot what a candidate holds. */
interface Census {
    /** The entries in each snapshot. */
    List<Long> counts(Candidate candidate);

    /** The bytes of the holders themselves in each snapshot: their slots, used or not. */
    List<Long> holderBytes(Candidate candidate);

    /** The holders, as objects of the last snapshot. */
    List<Integer> holders(Candidate candidate);

    /** What accumulates in a candidate that owns no entries: its own bytes, references. */
    HeapPath.Step contents(Candidate candidate);
}
