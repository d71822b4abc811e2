package dev.tidemark.trend;

/**
 * One shape fitted to a series of blocks.
 *
 * @param shape which
 * @param score log likelihood less the price of its parameters: higher is better, and a difference
 *     of 3 is a factor of 20 in probability
 * @param onset block at which the growth begins
 * @param end block at which it stops, or the number of blocks
 * @param rise that the shape explains from the first block to the last, load set aside
 * @param remaining rise still to come; 0 when it has stopped, infinite when it never does
 * @param slope per block at the end
 * @param slopeError standard error of the slope, memory of the errors included
 * @param sigma standard deviation of what is left
 */
record ShapeFit(
        Shape shape,
        double score,
        double onset,
        double end,
        double rise,
        double remaining,
        double slope,
        double slopeError,
        double sigma) {}
