package dev.tidemark.trend;

/**
 * What happens beside the growth that is in question.
 *
 * <p>Whatever stands beside a line stands beside the bounded shapes as well: otherwise a line would
 * win because of what stands beside it.
 */
enum Setting {
    ALONE(""),
    WITH_JUMPS(" and jumps"),
    AFTER_WARM_UP(" after warm-up"),
    BESIDE_FILLING(" beside what filled up");

    private final String label;

    Setting(String label) {
        this.label = label;
    }

    /** What is added to the name of a shape. */
    String label() {
        return label;
    }
}
