package dev.tidemark.report;

import dev.tidemark.model.TrendVerdict;
import dev.tidemark.model.TrendVerdict.Basis;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The fields of {@code judge/1}; times are in the series' own seconds. */
final class TrendJson {
    private TrendJson() {}

    static void write(JsonGenerator json, TrendVerdict verdict) {
        Basis basis = verdict.basis();
        json.writeStringProperty("verdict", word(verdict));
        json.writeStringProperty("signal", basis.signal().column());
        json.writeObjectPropertyStart("bytesPerSecond");
        JsonReport.number(json, "estimate", basis.rate().estimate());
        JsonReport.number(json, "low", basis.rate().low());
        JsonReport.number(json, "high", basis.rate().high());
        json.writeEndObject();
        times(json, verdict);
        JsonReport.strings(json, "because", basis.because());
        json.writeArrayPropertyStart("rejected");
        for (TrendVerdict.RejectedModel rejected : basis.rejected()) {
            json.writeStartObject();
            json.writeStringProperty("model", rejected.model());
            json.writeStringProperty("why", rejected.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The verdict in the one word that people and scripts read. */
    static String word(TrendVerdict verdict) {
        return switch (verdict) {
            case TrendVerdict.Leaking _ -> "leaking";
            case TrendVerdict.Settled _ -> "settled";
            case TrendVerdict.Steady _ -> "steady";
            case TrendVerdict.Undecided _ -> "undecided";
        };
    }

    private static void times(JsonGenerator json, TrendVerdict verdict) {
        TrendVerdict.Limit limit =
                verdict instanceof TrendVerdict.Leaking leaking ? leaking.limit() : null;
        nullable(
                json,
                "onset",
                verdict instanceof TrendVerdict.Leaking leaking ? leaking.onsetSeconds() : null);
        interval(
                json,
                "onsetWithin",
                verdict instanceof TrendVerdict.Leaking leaking ? leaking.onsetWithin() : null);
        nullable(
                json,
                "settledAt",
                verdict instanceof TrendVerdict.Settled settled ? settled.settledSeconds() : null);
        nullable(json, "limit", limit == null ? null : limit.bytes());
        nullable(json, "timeToLimit", limit == null ? null : limit.seconds());
        interval(json, "timeToLimitWithin", limit == null ? null : limit.within());
        nullable(
                json,
                "decidableAt",
                verdict instanceof TrendVerdict.Undecided undecided
                        ? undecided.decidableAtSeconds()
                        : null);
    }

    private static void interval(
            JsonGenerator json, String name, TrendVerdict.@Nullable Interval interval) {
        if (interval == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        JsonReport.number(json, "low", interval.low());
        JsonReport.number(json, "high", interval.high());
        json.writeEndObject();
    }

    private static void nullable(JsonGenerator json, String name, @Nullable Double value) {
        JsonReport.number(json, name, value == null ? Double.NaN : value);
    }
}
