package dev.tidemark.monitor.api;

import tools.jackson.core.JsonGenerator;

/** A small picture of a series: its lowest and highest value, and points from 0 to 100 between. */
final class Sparks {
    private static final int STEPS = 100;

    private Sparks() {}

    static void write(JsonGenerator json, float[] points) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float point : points) {
            if (!Float.isNaN(point)) {
                low = Math.min(low, point);
                high = Math.max(high, point);
            }
        }
        if (low > high) {
            json.writeNullProperty("spark");
            return;
        }
        json.writeObjectPropertyStart("spark");
        Json.number(json, "low", low);
        Json.number(json, "high", high);
        json.writeArrayPropertyStart("points");
        for (float point : points) {
            if (Float.isNaN(point)) {
                json.writeNull();
            } else {
                json.writeNumber(high > low ? Math.round(STEPS * (point - low) / (high - low)) : 0);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
