package dev.tidemark.monitor.ingest;

import java.util.ArrayList;
import java.util.List;

/** One metric of OpenTelemetry, while it is read. Not thread-safe. */
final class OtlpMetric {
    private static final int DELTA = 1;

    private final List<OtlpPoint> points = new ArrayList<>();
    private String name = "";
    private String unit = "";
    private boolean distribution;
    private boolean delta;

    void name(String text) {
        name = text;
    }

    void unit(String text) {
        unit = text;
    }

    /** Its points are histograms or summaries, of which the count is what we read. */
    void distribution() {
        distribution = true;
    }

    void temporality(long number) {
        delta = number == DELTA;
    }

    OtlpPoint point() {
        OtlpPoint point = new OtlpPoint();
        points.add(point);
        return point;
    }

    List<OtlpPoint> points() {
        return points;
    }

    String name() {
        return name;
    }

    String unit() {
        return unit;
    }

    boolean isDistribution() {
        return distribution;
    }

    /** Whether a point says what came since the one before. */
    boolean isDelta() {
        return delta;
    }
}
