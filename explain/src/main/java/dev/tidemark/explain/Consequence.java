package dev.tidemark.explain;

import dev.tidemark.heap.analyse.growth.Accumulation;

/**
 * What grows because something else does, and counts with that.
 *
 * @param evidence how that is known
 */
record Consequence(Accumulation what, String evidence) {
    /** What cannot go on because a queue is not drained. */
    static Consequence heldBack(Accumulation what) {
        return new Consequence(
                what,
                "what waits here holds back more than itself, as %s grows in step with it"
                        .formatted(what.holder()));
    }

    /** What lasts as long as the keys that something else keeps. */
    static Consequence keptByKeys(Accumulation what) {
        return new Consequence(
                what,
                "so does %s: its entries go when what is kept here goes".formatted(what.holder()));
    }
}
