package dev.tidemark.monitor.api;

import dev.tidemark.model.TrendVerdict;
import dev.tidemark.model.TrendVerdict.Interval;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.report.VerdictWords;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The verdict on a process: its word, the words of reports, and all numbers behind them. */
final class VerdictJson {
    private VerdictJson() {}

    static void write(JsonGenerator json, ProcessState state) {
        write(json, state.verdict(), state.firstSeen(), state.judgedAt());
    }

    private static void write(
            JsonGenerator json, TrendVerdict verdict, Instant firstSeen, Instant judgedAt) {
        double begin = firstSeen.toEpochMilli() / 1e3;
        VerdictWords words = VerdictWords.of(verdict, begin);
        json.writeObjectPropertyStart("verdict");
        json.writeStringProperty("verdict", FleetRow.Kind.of(verdict).word());
        json.writeStringProperty("words", words.word());
        json.writeStringProperty("rest", words.rest());
        json.writeStringProperty("signal", verdict.basis().signal().column());
        json.writeStringProperty("signalLabel", verdict.basis().signal().label());
        Json.rate(json, "bytesPerSecond", verdict.basis().rate());
        times(json, verdict);
        limit(json, FleetRow.limit(verdict));
        reasons(json, VerdictWords.reasons(verdict, begin));
        json.writeArrayPropertyStart("rejected");
        for (TrendVerdict.RejectedModel rejected : verdict.basis().rejected()) {
            json.writeStartObject();
            json.writeStringProperty("model", rejected.model());
            json.writeStringProperty("why", rejected.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.instant(json, "judgedAt", judgedAt);
        json.writeEndObject();
    }

    private static void times(JsonGenerator json, TrendVerdict verdict) {
        TrendVerdict.Leaking leaking = verdict instanceof TrendVerdict.Leaking one ? one : null;
        Json.at(json, "onset", leaking == null ? Double.NaN : leaking.onsetSeconds());
        instants(json, "onsetWithin", leaking == null ? null : leaking.onsetWithin());
        Json.at(
                json,
                "settledAt",
                verdict instanceof TrendVerdict.Settled one ? one.settledSeconds() : Double.NaN);
        Double decidable =
                verdict instanceof TrendVerdict.Undecided one ? one.decidableAtSeconds() : null;
        Json.at(json, "decidableAt", decidable == null ? Double.NaN : decidable);
    }

    private static void limit(JsonGenerator json, TrendVerdict.@Nullable Limit limit) {
        Json.number(json, "limit", limit == null ? Double.NaN : limit.bytes());
        Json.number(json, "timeToLimit", limit == null ? Double.NaN : limit.seconds());
        if (limit == null) {
            json.writeNullProperty("timeToLimitWithin");
            return;
        }
        json.writeObjectPropertyStart("timeToLimitWithin");
        Json.number(json, "low", limit.within().low());
        Json.number(json, "high", limit.within().high());
        json.writeEndObject();
    }

    private static void reasons(JsonGenerator json, List<String> reasons) {
        json.writeArrayPropertyStart("because");
        reasons.forEach(json::writeString);
        json.writeEndArray();
    }

    /** An interval of times since 1970. */
    static void instants(JsonGenerator json, String name, @Nullable Interval within) {
        if (within == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        Json.at(json, "low", within.low());
        Json.at(json, "high", within.high());
        json.writeEndObject();
    }
}
