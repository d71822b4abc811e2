package dev.tidemark.monitor.api;

import dev.tidemark.monitor.alert.Match;
import dev.tidemark.monitor.alert.Mute;
import dev.tidemark.monitor.alert.Mutes;
import dev.tidemark.monitor.alert.WeeklyWindow;
import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.HttpFailure;
import dev.tidemark.monitor.http.Routes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** When nobody is to be told: silences, and maintenance windows. */
final class MuteEndpoints {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Mutes mutes;
    private final InstantSource clock;
    private final Answers answers;

    MuteEndpoints(MonitorApi.Parts parts, Incidents incidents) {
        this.mutes = incidents.alerts().mutes();
        this.clock = parts.clock();
        this.answers = new Answers(parts.version());
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/silences", call -> list(call, Mute.Kind.SILENCE));
        routes.on("POST", "/api/v1/silences", call -> add(call, Mute.Kind.SILENCE));
        routes.on("DELETE", "/api/v1/silences/{id}", call -> end(call, Mute.Kind.SILENCE));
        routes.on("GET", "/api/v1/maintenance", call -> list(call, Mute.Kind.MAINTENANCE));
        routes.on("POST", "/api/v1/maintenance", call -> add(call, Mute.Kind.MAINTENANCE));
        routes.on("DELETE", "/api/v1/maintenance/{id}", call -> end(call, Mute.Kind.MAINTENANCE));
    }

    private static List<String> states(Mute.Kind kind) {
        return switch (kind) {
            case SILENCE -> List.of("planned", "active", "expired");
            case MAINTENANCE -> List.of("planned", "active", "over");
        };
    }

    private String state(Mute mute) {
        Instant now = clock.instant();
        List<String> states = states(mute.kind());
        if (now.isBefore(mute.from()) && mute.until().isAfter(mute.from())) {
            return states.get(0);
        }
        return states.get(mute.at(now) ? 1 : 2);
    }

    private void list(Call call, Mute.Kind kind) throws IOException {
        Parameters parameters = new Parameters(call);
        Set<String> states = parameters.some("state", states(kind));
        List<Mute> rows =
                mutes.list().stream()
                        .filter(mute -> mute.kind() == kind)
                        .filter(mute -> states.isEmpty() || states.contains(state(mute)))
                        .toList();
        Parameters.Paging paging = parameters.paging();
        answers.send(
                call,
                kind == Mute.Kind.SILENCE ? "silences" : "maintenance",
                json -> {
                    paging.write(json, rows, mute -> row(json, mute));
                    if (kind == Mute.Kind.MAINTENANCE) {
                        weekly(json);
                    }
                });
    }

    private void row(JsonGenerator json, Mute mute) {
        json.writeStartObject();
        fields(json, mute);
        json.writeEndObject();
    }

    private void fields(JsonGenerator json, Mute mute) {
        json.writeStringProperty("id", mute.id());
        match(json, mute.match());
        Json.instant(json, "from", mute.from());
        Json.instant(json, "until", mute.until());
        json.writeStringProperty("by", mute.by());
        json.writeStringProperty("reason", mute.reason());
        json.writeStringProperty("state", state(mute));
    }

    private static void match(JsonGenerator json, Match match) {
        Json.text(json, "service", match.service());
        Json.text(json, "build", match.build());
        Json.text(json, "instance", match.instance());
        Json.text(json, "subject", match.subject());
    }

    /** Windows of the settings, which come every week and cannot be changed here. */
    private void weekly(JsonGenerator json) {
        json.writeArrayPropertyStart("weekly");
        for (WeeklyWindow window : mutes.weekly()) {
            json.writeStartObject();
            match(json, window.match());
            json.writeArrayPropertyStart("days");
            window.days().stream().sorted().forEach(day -> json.writeString(day.name()));
            json.writeEndArray();
            json.writeStringProperty("from", window.from().toString());
            json.writeStringProperty("to", window.to().toString());
            json.writeStringProperty("zone", window.zone().getId());
            json.writeStringProperty("reason", window.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void add(Call call, Mute.Kind kind) throws IOException {
        Body body = Body.of(call);
        Match match =
                new Match(
                        body.text("service"),
                        body.text("build"),
                        body.text("instance"),
                        body.text("subject"));
        if (kind == Mute.Kind.SILENCE && !match.limits()) {
            throw new HttpFailure(400, "expected a service, a build, an instance or a subject");
        }
        Instant from = Optional.ofNullable(body.instant("from")).orElseGet(clock::instant);
        String prefix = kind == Mute.Kind.SILENCE ? "s-" : "m-";
        Mute mute =
                new Mute(
                        prefix + UUID.randomUUID(),
                        kind,
                        match,
                        from,
                        until(body, from),
                        call.user().orElse(body.text("by", "somebody")),
                        body.text("reason", ""));
        mutes.put(mute);
        answers.send(call, 201, "mute", json -> fields(json, mute));
    }

    private static Instant until(Body body, Instant from) {
        double seconds = body.number("seconds");
        @Nullable Instant until = body.instant("until");
        if (until == null && seconds > 0 && seconds <= LONGEST.toSeconds()) {
            until = from.plusMillis(Math.round(seconds * 1e3));
        }
        if (until == null || !until.isAfter(from) || until.isAfter(from.plus(LONGEST))) {
            throw new HttpFailure(
                    400, "expected seconds, or until after from, and at most a year of quiet");
        }
        return until;
    }

    private void end(Call call, Mute.Kind kind) throws IOException {
        String id = call.variable("id");
        boolean known =
                mutes.list().stream().anyMatch(one -> one.id().equals(id) && one.kind() == kind);
        if (!known || !mutes.end(id)) {
            throw new HttpFailure(404, "there is nothing of that id");
        }
        call.answer(204);
    }
}
