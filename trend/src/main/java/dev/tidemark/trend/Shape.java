package dev.tidemark.trend;

/** The ways in which memory can run over time that the detector tells apart. */
enum Shape {
    LEVEL("a level", false),
    JUMPS("jumps between levels", false),
    RAMP_TO_CAP("growth to a bound", false),
    SATURATING("warm-up that levels off", false),
    SLOW_SATURATING("warm-up with a long tail", false),
    LOGARITHMIC("growth that keeps slowing down", false),
    LINEAR("steady growth", true),
    FROM_ONSET("steady growth from an onset", true);

    private final String label;
    private final boolean unbounded;

    Shape(String label, boolean unbounded) {
        this.label = label;
        this.unbounded = unbounded;
    }

    /** The shape in words. */
    String label() {
        return label;
    }

    /** Whether memory that goes on like this has no end but the limit. */
    boolean unbounded() {
        return unbounded;
    }
}
