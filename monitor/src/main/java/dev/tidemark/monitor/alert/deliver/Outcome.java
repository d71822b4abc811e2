package dev.tidemark.monitor.alert.deliver;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What became of an attempt to tell somebody. */
sealed interface Outcome {
    /** It was heard. */
    record Heard() implements Outcome {}

    /**
     * It may be heard if it is tried again.
     *
     * @param notBefore when the receiver asked for that; null when it said nothing
     */
    record Later(String why, @Nullable Instant notBefore) implements Outcome {}

    /** It will not be heard, however often it is tried. */
    record Refused(String why) implements Outcome {}

    /** Longer than a receiver may put us off. */
    Duration LONGEST_WAIT = Duration.ofHours(1);

    /** What an answer means. */
    static Outcome of(Channel channel, Answer answer, Instant now) {
        if (answer.success()) {
            return channel.objection(answer)
                    .<Outcome>map(
                            why -> new Later("status " + answer.status() + ", but " + why, null))
                    .orElseGet(Heard::new);
        }
        String why = ("status " + answer.status() + " " + answer.shown()).strip();
        boolean again = answer.status() >= 500 || answer.status() == 408 || answer.status() == 429;
        return again ? new Later(why, notBefore(answer.retryAfter(), now)) : new Refused(why);
    }

    /** The header is a number of seconds or a date; what is neither says nothing. */
    private static @Nullable Instant notBefore(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        Instant latest = now.plus(LONGEST_WAIT);
        try {
            Instant asked =
                    retryAfter.matches("\\d{1,9}")
                            ? now.plusSeconds(Long.parseLong(retryAfter))
                            : ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant();
            return asked.isAfter(latest) ? latest : asked;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
