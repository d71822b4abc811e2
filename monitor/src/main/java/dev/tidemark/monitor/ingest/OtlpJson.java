package dev.tidemark.monitor.ingest;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads OpenTelemetry's message of metrics as JSON; names that we do not know are left out. */
final class OtlpJson {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}|[0-8][0-9]{18}");

    private OtlpJson() {}

    static void read(byte[] message, OtlpSink sink) throws RefusedException {
        JsonNode root = JsonMapper.shared().readTree(message);
        if (!root.isObject()) {
            throw RefusedException.broken("body: expected an object, found " + root.getNodeType());
        }
        for (JsonNode resource : root.path("resourceMetrics")) {
            sink.newResource();
            for (JsonNode attribute : resource.path("resource").path("attributes")) {
                sink.resourceAttribute(
                        attribute.path("key").asString(""), text(attribute.path("value")));
            }
            for (JsonNode scope : resource.path("scopeMetrics")) {
                for (JsonNode metric : scope.path("metrics")) {
                    sink.metric(metric(metric));
                }
            }
        }
    }

    private static OtlpMetric metric(JsonNode node) throws RefusedException {
        OtlpMetric metric = new OtlpMetric();
        metric.name(node.path("name").asString(""));
        metric.unit(node.path("unit").asString(""));
        for (String kind : new String[] {"gauge", "sum"}) {
            data(node.path(kind), metric, false);
        }
        for (String kind : new String[] {"histogram", "exponentialHistogram", "summary"}) {
            if (node.has(kind)) {
                metric.distribution();
                data(node.path(kind), metric, true);
            }
        }
        return metric;
    }

    private static void data(JsonNode data, OtlpMetric metric, boolean distribution)
            throws RefusedException {
        metric.temporality(temporality(data.path("aggregationTemporality")));
        for (JsonNode node : data.path("dataPoints")) {
            OtlpPoint point = metric.point();
            point.nanos(whole(node.path("timeUnixNano")));
            JsonNode value = node.path(distribution ? "count" : "asDouble");
            point.value(number(value.isMissingNode() ? node.path("asInt") : value));
            point.flags(whole(node.path("flags")));
            for (JsonNode attribute : node.path("attributes")) {
                point.attribute(attribute.path("key").asString(""), text(attribute.path("value")));
            }
        }
    }

    /** The number of the constant; some senders write its name. */
    private static long temporality(JsonNode node) throws RefusedException {
        if (node.isString() && node.asString().startsWith("AGGREGATION_TEMPORALITY_")) {
            return node.asString().endsWith("DELTA") ? 1 : 2;
        }
        return whole(node);
    }

    /** To the last digit, which a double has no room for in a time; 0 where there is none. */
    private static long whole(JsonNode node) throws RefusedException {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isString() && WHOLE.matcher(node.asString()).matches()) {
            return Long.parseLong(node.asString());
        }
        return (long) number(node);
    }

    /** Numbers of 64 bits stand in quotes; NaN where there is none. */
    private static double number(JsonNode node) throws RefusedException {
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (!node.isString()) {
            return Double.NaN;
        }
        try {
            return node.asString().indexOf('.') < 0
                    ? Long.parseLong(node.asString())
                    : Double.parseDouble(node.asString());
        } catch (NumberFormatException e) {
            throw RefusedException.broken(
                    "body: expected a number, found " + Reply.brief(node.asString()));
        }
    }

    private static String text(JsonNode value) {
        for (String kind : new String[] {"stringValue", "intValue", "boolValue", "doubleValue"}) {
            if (value.has(kind)) {
                return value.path(kind).asString("");
            }
        }
        return "";
    }
}
