package dev.tidemark.gate;

/**
 * The chance of a false alarm that may still be spent. Each attempt may fail by chance: the first
 * gets half of the bound, the next half of what is left, and so on, so that all of them together
 * stay below it.
 */
final class ErrorBound {
    private double left;

    ErrorBound(double bound) {
        this.left = bound;
    }

    /** What the next attempt may spend. */
    double spend() {
        left /= 2;
        return left;
    }
}
