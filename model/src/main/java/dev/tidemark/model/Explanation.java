package dev.tidemark.model;

import java.util.List;

/**
 * What a comparison of snapshots came to.
 *
 * @param findings the leaks, largest share of the growth first
 * @param notLeaks what grew and is not a leak, with the reason
 * @param because why the verdict is what it is; needed most when it is {@link Verdict#UNDECIDED}
 */
public record Explanation(
        Verdict verdict, List<Finding> findings, List<NotLeak> notLeaks, List<String> because) {
    public Explanation {
        findings = List.copyOf(findings);
        notLeaks = List.copyOf(notLeaks);
        because = List.copyOf(because);
    }

    /** Whether the snapshots show a leak. */
    public enum Verdict {
        LEAKING,
        NONE,
        UNDECIDED
    }

    /** Something that grew and is not a leak. */
    public record NotLeak(HeapPath path, String why) {}
}
