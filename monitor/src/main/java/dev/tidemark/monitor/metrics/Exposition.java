package dev.tidemark.monitor.metrics;

import java.util.Map;

/** Metrics in the text format of Prometheus, version 0.0.4. Not thread-safe. */
public final class Exposition {
    /** What the text is served as. */
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();
    private String family = "";

    /** What the numbers of a family are. */
    public enum Kind {
        /** Goes up and down. */
        GAUGE("gauge"),
        /** Only goes up; its name ends with {@code _total}. */
        COUNTER("counter");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Begins a family of metrics; each only once. */
    public Exposition family(String name, Kind kind, String help) {
        family = name;
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(kind.word).append('\n');
        return this;
    }

    /** A metric of the family that was begun last. */
    public Exposition add(Map<String, String> labels, double value) {
        return add(labels, number(value));
    }

    /** A metric of the family that was begun last, a whole number. */
    public Exposition add(Map<String, String> labels, long value) {
        return add(labels, Long.toString(value));
    }

    /** The only metric of the family that was begun last. */
    public Exposition add(double value) {
        return add(Map.of(), value);
    }

    /** The only metric of the family that was begun last, a whole number. */
    public Exposition add(long value) {
        return add(Map.of(), value);
    }

    private Exposition add(Map<String, String> labels, String value) {
        text.append(family);
        if (!labels.isEmpty()) {
            char before = '{';
            for (Map.Entry<String, String> label : labels.entrySet()) {
                text.append(before).append(label.getKey()).append("=\"");
                escape(label.getValue());
                text.append('"');
                before = ',';
            }
            text.append('}');
        }
        text.append(' ').append(value).append('\n');
        return this;
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            return Long.toString((long) value);
        }
        return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(value.charAt(i));
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
