package dev.tidemark.cli;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.TrendVerdict;

/** What scripts can tell from how a command ended. */
final class ExitCode {
    /** Done; no leak found. */
    static final int OK = 0;

    static final int LEAK = 1;
    static final int USAGE = 2;

    /** A target or a file cannot be used. */
    static final int UNUSABLE = 3;

    static final int UNDECIDED = 4;

    /** 128 and the number of SIGINT, as shells have it. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(Explanation.Verdict verdict) {
        return switch (verdict) {
            case LEAKING -> LEAK;
            case NONE -> OK;
            case UNDECIDED -> UNDECIDED;
        };
    }

    static int of(TrendVerdict verdict) {
        return switch (verdict) {
            case TrendVerdict.Leaking _ -> LEAK;
            case TrendVerdict.Settled _, TrendVerdict.Steady _ -> OK;
            case TrendVerdict.Undecided _ -> UNDECIDED;
        };
    }
}
