package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one channel is to tell of one alert: how it stands now, not each step on the way there.
 *
 * @param then to be told once this was heard; null for nothing
 * @param revision goes up with everything new, so that an answer to what is old changes nothing
 * @param since when it became something to tell
 * @param attempts to tell this, so far
 * @param next when to try, or to tell again what was heard
 * @param heard when the receiver last took it; null when it never did
 * @param error why the last attempt failed; null when it did not
 */
public record Delivery(
        String channel,
        String alert,
        Event event,
        @Nullable Event then,
        State state,
        int revision,
        Instant since,
        int attempts,
        Instant next,
        @Nullable Instant heard,
        @Nullable String error) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Whether it has been told. */
    public enum State {
        /** To be tried, for the first time or again. */
        WAITING,
        /** Heard, and to be told again before the receiver forgets. */
        REPEATING,
        /** Heard. */
        DELIVERED,
        /** Not to be tried any more. */
        FAILED
    }

    /** Something new to tell. */
    static Delivery of(String channel, String alert, Event event, Instant now) {
        return new Delivery(channel, alert, event, null, State.WAITING, 0, now, 0, now, null, null);
    }

    static String id(String channel, String alert) {
        return channel + ":" + alert;
    }

    String id() {
        return id(channel, alert);
    }

    boolean open() {
        return state == State.WAITING || state == State.REPEATING;
    }

    /** The same alert has changed. A beginning that nobody has heard of yet stays one. */
    Delivery news(Event newEvent, Instant now) {
        boolean unheard = state == State.WAITING && event == Event.FIRING;
        if (unheard && newEvent != Event.RESOLVED) {
            Event afterwards = newEvent == Event.ACKNOWLEDGED ? newEvent : then;
            return new Delivery(
                    channel,
                    alert,
                    event,
                    afterwards,
                    state,
                    revision,
                    since,
                    attempts,
                    next,
                    heard,
                    error);
        }
        return new Delivery(
                channel,
                alert,
                newEvent,
                null,
                State.WAITING,
                revision + 1,
                now,
                0,
                now,
                heard,
                null);
    }

    /**
     * It was heard.
     *
     * @param again after which it is to be told again; null for never
     */
    Delivery heard(Instant now, @Nullable Duration again) {
        if (then != null) {
            return new Delivery(
                    channel,
                    alert,
                    then,
                    null,
                    State.WAITING,
                    revision + 1,
                    now,
                    0,
                    now,
                    now,
                    null);
        }
        return new Delivery(
                channel,
                alert,
                event,
                null,
                again == null ? State.DELIVERED : State.REPEATING,
                revision,
                since,
                attempts + 1,
                again == null ? now : now.plus(again),
                now,
                null);
    }

    /** It was not heard. */
    Delivery failed(String why, @Nullable Instant retry, Instant now) {
        return new Delivery(
                channel,
                alert,
                event,
                then,
                retry == null ? State.FAILED : State.WAITING,
                revision,
                since,
                attempts + 1,
                retry == null ? now : retry,
                heard,
                why);
    }

    /** By which the receiver knows that it is told the same again. */
    String noticeId() {
        return "%s-%d".formatted(alert, revision);
    }

    Document document() {
        return new Document(
                Kind.DELIVERY, id(), open(), since.toEpochMilli(), MAPPER.writeValueAsString(this));
    }

    static Delivery of(Document document) {
        return MAPPER.readValue(document.json(), Delivery.class);
    }
}
