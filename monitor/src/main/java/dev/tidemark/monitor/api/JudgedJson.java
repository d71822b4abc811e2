package dev.tidemark.monitor.api;

import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.model.TrendVerdict.Leaking;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.report.GrowthPicture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The signal that was judged: its floor, the growth that was found, and where that leads. */
final class JudgedJson {
    private final ProcessState state;
    private final TimeRange range;
    private final Signal signal;

    JudgedJson(ProcessState state, TimeRange range) {
        this.state = state;
        this.range = range;
        this.signal = state.verdict().basis().signal();
    }

    void write(JsonGenerator json, SeriesReader reader) {
        Columns columns = reader.read(signal);
        if (columns.size() == 0) {
            json.writeNullProperty("judged");
            return;
        }
        GrowthPicture picture =
                new GrowthPicture(state.verdict(), columns.seconds(), columns.lows());
        Leaking leaking = state.verdict() instanceof Leaking one ? one : null;
        double end = columns.second(columns.size() - 1);
        json.writeObjectPropertyStart("judged");
        Units.write(json, signal);
        floor(json, picture);
        model(json, picture, leaking, end);
        projection(json, picture, leaking, end);
        onset(json, leaking);
        limit(json, leaking == null ? null : leaking.limit());
        json.writeEndObject();
    }

    private static void floor(JsonGenerator json, GrowthPicture picture) {
        json.writeObjectPropertyStart("floor");
        json.writeArrayPropertyStart("seconds");
        for (int part = 0; part < picture.parts(); part++) {
            if (!Double.isNaN(picture.floor(part))) {
                Json.number(json, picture.middle(part));
            }
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("values");
        for (int part = 0; part < picture.parts(); part++) {
            if (!Double.isNaN(picture.floor(part))) {
                Json.number(json, picture.floor(part));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void model(
            JsonGenerator json, GrowthPicture picture, @Nullable Leaking leaking, double end) {
        if (leaking == null || picture.onset() >= end) {
            json.writeNullProperty("model");
            return;
        }
        double rate = leaking.basis().rate().estimate();
        json.writeObjectPropertyStart("model");
        Json.numbers(json, "seconds", new double[] {picture.onset(), end});
        Json.numbers(
                json,
                "values",
                new double[] {picture.line(picture.onset(), rate), picture.line(end, rate)});
        json.writeEndObject();
    }

    /** Only from now: a range of the past leads to what came after it. */
    private void projection(
            JsonGenerator json, GrowthPicture picture, @Nullable Leaking leaking, double end) {
        if (leaking == null || !range.contains(state.lastSeen().toEpochMilli())) {
            json.writeNullProperty("projection");
            return;
        }
        TrendVerdict.Rate rate = leaking.basis().rate();
        double horizon = picture.horizon();
        json.writeObjectPropertyStart("projection");
        Json.numbers(json, "seconds", new double[] {end, horizon});
        Json.numbers(json, "low", line(picture, end, horizon, rate.low()));
        Json.numbers(json, "values", line(picture, end, horizon, rate.estimate()));
        Json.numbers(json, "high", line(picture, end, horizon, rate.high()));
        json.writeEndObject();
    }

    private static double[] line(GrowthPicture picture, double from, double to, double rate) {
        return new double[] {picture.line(from, rate), picture.line(to, rate)};
    }

    private static void onset(JsonGenerator json, @Nullable Leaking leaking) {
        if (leaking == null) {
            json.writeNullProperty("onset");
            return;
        }
        json.writeObjectPropertyStart("onset");
        Json.at(json, "at", leaking.onsetSeconds());
        Json.at(json, "low", leaking.onsetWithin().low());
        Json.at(json, "high", leaking.onsetWithin().high());
        json.writeEndObject();
    }

    private void limit(JsonGenerator json, TrendVerdict.@Nullable Limit limit) {
        if (limit == null) {
            json.writeNullProperty("limit");
            json.writeNullProperty("reachesLimitAt");
            json.writeNullProperty("reachesLimitWithin");
            return;
        }
        double judged = state.judgedAt().toEpochMilli() / 1e3;
        Json.number(json, "limit", limit.bytes());
        Json.at(json, "reachesLimitAt", judged + limit.seconds());
        json.writeObjectPropertyStart("reachesLimitWithin");
        Json.at(json, "low", judged + limit.within().low());
        Json.at(json, "high", judged + limit.within().high());
        json.writeEndObject();
    }
}
