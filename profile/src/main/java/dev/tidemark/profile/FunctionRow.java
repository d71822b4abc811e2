package dev.tidemark.profile;

/**
 * What one function allocated.
 *
 * @param function the line is where it begins (V8) or where it allocates (Java): a Java method that
 *     allocates at two lines has two rows
 * @param allocated nothing when that was not measured
 * @param alive nothing when that was not measured
 */
public record FunctionRow(Frame function, Share allocated, Share alive) {

    /**
     * A function's part of one measure.
     *
     * @param self what it allocated itself
     * @param total the same, and what it called; once where it calls itself
     */
    public record Share(Weight self, Weight total) {
        static final Share NONE = new Share(Weight.NONE, Weight.NONE);

        Share plus(Weight moreSelf, Weight moreTotal) {
            return new Share(self.plus(moreSelf), total.plus(moreTotal));
        }
    }

    /** The part of one measure. */
    public Share share(Measure measure) {
        return switch (measure) {
            case ALLOCATED -> allocated;
            case ALIVE -> alive;
        };
    }

    FunctionRow plus(Measure measure, Weight self, Weight total) {
        return switch (measure) {
            case ALLOCATED -> new FunctionRow(function, allocated.plus(self, total), alive);
            case ALIVE -> new FunctionRow(function, allocated, alive.plus(self, total));
        };
    }
}
