package dev.tidemark.trend;

/**
 * One shape fitted to a series of blocks.
 *
 * @param shape which
 * @param setting what happens beside it
 * @param axis along which it runs; positions and slopes below are in its units
 * @param score log likelihood less the price of its parameters: higher is better, and a difference
 *     of 3 is a factor of 20 in probability
 * @param onset where the growth begins
 * @param end where it stops, or the last block
 * @param rise from the first block to the last, load and jumps down set aside
 * @param remaining rise still to come; 0 when it has stopped, infinite when it never does
 * @param slope at the end
 * @param slopeError standard error of the slope, memory of the errors included
 * @param fell where a jump beside it last led down; NaN when none did
 */
record ShapeFit(
        Shape shape,
        Setting setting,
        Axis axis,
        double score,
        double onset,
        double end,
        double rise,
        double remaining,
        double slope,
        double slopeError,
        double fell) {

    /** Share of a rise that may be left to come when it counts as over. */
    private static final double NEARLY_DONE = 0.15;

    private static final double OPEN = 2;

    /** What a series may run along. */
    enum Axis {
        WORK,
        CLOCK
    }

    /** Whether a good part is still to come; of a logarithm there always is. */
    boolean isUnderWay() {
        return shape != Shape.LOGARITHMIC && remaining > NEARLY_DONE * rise;
    }

    /** Whether twice as much as was seen is still to come: a bound that is out of sight. */
    boolean isOpen() {
        return shape == Shape.SATURATING && remaining > OPEN * rise;
    }

    /** The explanation in words. */
    String label() {
        return shape.label() + setting.label();
    }
}
