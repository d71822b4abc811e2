package dev.tidemark.trend;

/** The ways in which memory can run over time that the detector tells apart. */
enum Shape {
    LEVEL("level", false),
    STEP("one step", false),
    TWO_STEPS("two steps", false),
    RAMP_TO_CAP("growth to a bound", false),
    SATURATING("warm-up that levels off", false),
    LOGARITHMIC("growth that keeps slowing down", false),
    LINEAR("steady growth", true),
    FROM_ONSET("steady growth from an onset", true),
    WARMUP_AND_LINEAR("steady growth after warm-up", true),
    STEP_AND_LINEAR("steady growth and one step", true);

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
