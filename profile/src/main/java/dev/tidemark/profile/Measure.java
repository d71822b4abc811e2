package dev.tidemark.profile;

/** What a profile counts. One profile may have both, taken one after the other. */
public enum Measure {
    /** Everything that was allocated, whether it died or not. */
    ALLOCATED("allocated"),
    /** What was allocated and still alive at the end. */
    ALIVE("still alive");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    /** In the words of a report. */
    public String label() {
        return label;
    }
}
