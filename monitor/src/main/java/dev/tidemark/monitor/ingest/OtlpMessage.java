package dev.tidemark.monitor.ingest;

/** Reads OpenTelemetry's message of metrics as protobuf; fields that we do not need are skipped. */
final class OtlpMessage {
    private static final int BLOCK = 2;
    private static final int FIXED64 = 1;

    private final WireCursor in;
    private final OtlpSink sink;

    private OtlpMessage(WireCursor in, OtlpSink sink) {
        this.in = in;
        this.sink = sink;
    }

    static void read(byte[] message, OtlpSink sink) throws RefusedException {
        OtlpMessage reader = new OtlpMessage(new WireCursor(message, 0, message.length), sink);
        reader.each(message.length, block(1), reader::resourceMetrics);
    }

    private static int block(int field) {
        return field << 3 | BLOCK;
    }

    /** Reads all fields of one number up to the end, and skips the others. */
    private void each(int end, int wanted, Field field) throws RefusedException {
        while (in.before(end)) {
            int tag = in.tag();
            if (tag == wanted) {
                field.read(inner(end));
            } else {
                in.skip(tag, end);
            }
        }
    }

    private int inner(int end) throws RefusedException {
        int innerEnd = in.block("a field");
        in.within(innerEnd, end);
        return innerEnd;
    }

    /** The resource may stand behind its metrics: it is read first. */
    private void resourceMetrics(int end) throws RefusedException {
        int start = in.position();
        sink.newResource();
        each(end, block(1), resource -> each(resource, block(1), this::resourceAttribute));
        in.moveTo(start);
        each(end, block(2), scope -> each(scope, block(2), this::metric));
    }

    private void resourceAttribute(int end) throws RefusedException {
        Attribute attribute = attribute(end);
        sink.resourceAttribute(attribute.name, attribute.text);
    }

    private void metric(int end) throws RefusedException {
        OtlpMetric metric = new OtlpMetric();
        while (in.before(end)) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | BLOCK -> metric.name(in.text(end));
                case 3 << 3 | BLOCK -> metric.unit(in.text(end));
                case 5 << 3 | BLOCK, 7 << 3 | BLOCK -> data(inner(end), metric, this::number);
                case 9 << 3 | BLOCK -> distributions(inner(end), metric, block(9));
                case 10 << 3 | BLOCK -> distributions(inner(end), metric, block(1));
                case 11 << 3 | BLOCK -> distributions(inner(end), metric, block(7));
                default -> in.skip(tag, end);
            }
        }
        sink.metric(metric);
    }

    /**
     * @param attributes the tag of a point's attributes, which differs between histograms,
     *     exponential ones and summaries
     */
    private void distributions(int end, OtlpMetric metric, int attributes) throws RefusedException {
        metric.distribution();
        data(end, metric, (pointEnd, point) -> distribution(pointEnd, point, attributes));
    }

    private void data(int end, OtlpMetric metric, Point reader) throws RefusedException {
        while (in.before(end)) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | BLOCK -> reader.read(inner(end), metric.point());
                case 2 << 3 -> metric.temporality(in.varint());
                default -> in.skip(tag, end);
            }
        }
    }

    private void number(int end, OtlpPoint point) throws RefusedException {
        while (in.before(end)) {
            int tag = in.tag();
            switch (tag) {
                case 3 << 3 | FIXED64 -> point.nanos(in.fixed64());
                case 4 << 3 | FIXED64 -> point.value(in.real());
                case 6 << 3 | FIXED64 -> point.value((double) in.fixed64());
                case 7 << 3 | BLOCK -> attributeOf(point, inner(end));
                case 8 << 3 -> point.flags(in.varint());
                default -> in.skip(tag, end);
            }
        }
    }

    private void distribution(int end, OtlpPoint point, int attributes) throws RefusedException {
        while (in.before(end)) {
            int tag = in.tag();
            if (tag == attributes) {
                attributeOf(point, inner(end));
            } else if (tag == (3 << 3 | FIXED64)) {
                point.nanos(in.fixed64());
            } else if (tag == (4 << 3 | FIXED64)) {
                point.value((double) in.fixed64());
            } else {
                in.skip(tag, end);
            }
        }
    }

    private void attributeOf(OtlpPoint point, int end) throws RefusedException {
        Attribute attribute = attribute(end);
        point.attribute(attribute.name, attribute.text);
    }

    private Attribute attribute(int end) throws RefusedException {
        Attribute attribute = new Attribute();
        while (in.before(end)) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | BLOCK -> attribute.name = in.text(end);
                case 2 << 3 | BLOCK -> attribute.text = anyValue(inner(end));
                default -> in.skip(tag, end);
            }
        }
        return attribute;
    }

    /** Texts, truths and numbers; lists and maps name no process and no part. */
    private String anyValue(int end) throws RefusedException {
        String text = "";
        while (in.before(end)) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 | BLOCK -> text = in.text(end);
                case 2 << 3 -> text = in.varint() == 0 ? "false" : "true";
                case 3 << 3 -> text = Long.toString(in.varint());
                case 4 << 3 | FIXED64 -> text = Double.toString(in.real());
                default -> in.skip(tag, end);
            }
        }
        return text;
    }

    private interface Field {
        void read(int end) throws RefusedException;
    }

    private interface Point {
        void read(int end, OtlpPoint point) throws RefusedException;
    }

    private static final class Attribute {
        private String name = "";
        private String text = "";
    }
}
