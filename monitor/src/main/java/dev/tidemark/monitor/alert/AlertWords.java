package dev.tidemark.monitor.alert;

import dev.tidemark.model.Bytes;
import dev.tidemark.report.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert in words that can be read at three in the morning: what, how fast, until when; then
 * since when, in how many instances, and who holds it.
 */
public final class AlertWords {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MMM d HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration FAR = Duration.ofHours(20);

    private final Alert alert;
    private final Pace pace;
    private final Instant now;

    public AlertWords(Alert alert, Instant now) {
        this.alert = alert;
        this.pace = alert.worst().pace();
        this.now = now;
    }

    /** {@code checkout 1.4.2}. */
    public String where() {
        AlertKey key = alert.key();
        return key.build().isEmpty() ? key.service() : key.service() + " " + key.build();
    }

    /** What grows: its holder where that is known, else its signal. */
    public String subject() {
        Cause cause = alert.cause();
        return cause == null ? pace.signal().label() : cause.holder();
    }

    /** One line that stands by itself. */
    public String summary() {
        return switch (alert.state()) {
            case RESOLVED -> "Resolved: " + where() + ": " + ended();
            case PENDING, FIRING ->
                    switch (alert.key().rule()) {
                        case LEAK -> leak();
                        case NEAR_LIMIT -> nearLimit();
                    };
        };
    }

    private String ended() {
        return alert.ended() == null ? "it is over" : alert.ended();
    }

    private String leak() {
        String line = "%s leaks %s: %s".formatted(where(), rate(), subject());
        Pace.Limit limit = pace.limit();
        return limit == null || limit.at() == null
                ? line
                : line + "; " + reached(limit.bytes(), limit.at());
    }

    private String nearLimit() {
        Pace.Limit limit = pace.limit();
        Double level = pace.level();
        String line = where() + " is near its memory limit";
        if (limit != null && limit.at() != null) {
            return line + ": " + reached(limit.bytes(), limit.at());
        }
        return limit == null || level == null
                ? line
                : line
                        + String.format(
                                Locale.ROOT,
                                ": %.0f %% of %s in use (%s)",
                                100 * level,
                                Bytes.of(limit.bytes()),
                                pace.signal().label());
    }

    private String reached(double bytes, Instant at) {
        String what = "limit " + Bytes.of(bytes);
        return at.isAfter(now)
                ? what + " reached at about " + clock(at) + ", in " + span(now, at)
                : what + " is reached";
    }

    /** {@code 262 KiB/s}. */
    private String rate() {
        return perTime(pace.rate().estimate());
    }

    /** By the hour where it would be a few bytes a second. */
    private static String perTime(double bytesPerSecond) {
        return bytesPerSecond < 1024
                ? Bytes.of(3600 * bytesPerSecond) + "/h"
                : Bytes.of(bytesPerSecond) + "/s";
    }

    /** Facts for below the summary, the most useful first, one a line. */
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        Cause cause = alert.cause();
        if (cause != null) {
            lines.add("Held by " + cause.holder() + ": " + cause.title());
            lines.add("Fix: " + cause.fix());
        }
        lines.add(instances());
        Pace.Onset onset = pace.onset();
        if (onset != null) {
            lines.add("Since " + clock(onset.at()) + " (" + span(onset.at(), now) + " ago)");
        }
        if (pace.rate().estimate() > 0) {
            lines.add(
                    "Grows %s (%s to %s) by %s"
                            .formatted(
                                    rate(),
                                    perTime(pace.rate().low()),
                                    perTime(pace.rate().high()),
                                    pace.signal().label()));
        }
        within(pace.limit()).ifPresent(lines::add);
        pace.because().stream().limit(1).forEach(lines::add);
        return lines;
    }

    private Optional<String> within(Pace.@Nullable Limit limit) {
        if (limit == null || limit.at() == null || limit.earliest() == null) {
            return Optional.empty();
        }
        String latest = limit.latest() == null ? "maybe never" : clock(limit.latest());
        return Optional.of(
                "Reaches %s between %s and %s"
                        .formatted(Bytes.of(limit.bytes()), clock(limit.earliest()), latest));
    }

    private String instances() {
        int count = alert.members().size();
        String worst = alert.worst().instance();
        if (count == 1) {
            return "1 instance: " + worst;
        }
        String number = count >= Episode.MOST_MEMBERS ? "at least " + count : "" + count;
        return number + " instances, the worst is " + worst;
    }

    private String clock(Instant time) {
        boolean far = Duration.between(now, time).abs().compareTo(FAR) > 0;
        return (far ? DATE : CLOCK).format(time);
    }

    private static String span(Instant from, Instant to) {
        return Durations.text(Math.max(0, Duration.between(from, to).toMillis() / 1e3));
    }
}
