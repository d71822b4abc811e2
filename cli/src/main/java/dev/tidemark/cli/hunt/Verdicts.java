package dev.tidemark.cli.hunt;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.TrendVerdict;
import java.util.ArrayList;
import java.util.List;

/** Two witnesses, the snapshots and the memory series, come to one verdict. */
public final class Verdicts {
    private Verdicts() {}

    /**
     * The verdict of the snapshots, unless they show nothing while the series says that memory
     * leaks: then neither can be relied on.
     */
    public static Explanation combine(Explanation snapshots, TrendVerdict series) {
        if (snapshots.verdict() != Explanation.Verdict.NONE
                || !(series instanceof TrendVerdict.Leaking leaking)) {
            return snapshots;
        }
        List<String> because = new ArrayList<>();
        because.add(
                "%s grew by %s/s, yet nothing in the heap accumulates: either it had not warmed up, or the growth is outside of the heap"
                        .formatted(
                                leaking.basis().signal().label(),
                                Bytes.of(leaking.basis().rate().estimate())));
        because.addAll(snapshots.because());
        return new Explanation(
                Explanation.Verdict.UNDECIDED, snapshots.findings(), snapshots.notLeaks(), because);
    }
}
