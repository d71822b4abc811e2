package dev.tidemark.testkit.programs;

/** Whether a sample program leaks, and if not, why it is there. */
public enum ProgramForm {
    LEAKING,
    /** The leaking program as it should have been written. */
    FIXED,
    /** Uses the same things much, and does not leak. */
    LOOKALIKE,
    /** Grows for a while after its start. */
    CLEAN;

    /** The folder of the form. */
    String folder() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
