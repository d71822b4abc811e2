package dev.tidemark.gate;

/** Hears how far a gate is. */
public interface GateProgress {
    /** A new stage begins, such as {@code warming up}. */
    void stage(String what);

    /** So many operations have been done. */
    void operations(long done);
}
