package dev.tidemark.capture;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many full collections, or how much time in them, a watched process is asked for.
 *
 * <p>They are spread evenly. One that the process ran by itself serves as well and puts ours off.
 *
 * @param collections at most so many in each {@code per}; 0 when their time is what is limited
 * @param pause at most so much time in them in each {@code per}; zero when their number is
 */
public record GcBudget(int collections, Duration pause, Duration per) {
    /** Never asks. */
    public static final GcBudget NONE = new GcBudget(0, Duration.ZERO, Duration.ofHours(1));

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(ms|s)?/(s|m|h|d)");

    /**
     * Reads {@code 5/h}, {@code 1/m}, {@code 200ms/h} or {@code 2s/d}.
     *
     * @throws IllegalArgumentException if it is none of these, or allows nothing
     */
    public static GcBudget parse(String text) {
        Matcher budget = TEXT.matcher(text);
        if (!budget.matches() || Integer.parseInt(budget.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "'" + text + "': expected collections or their time, such as 5/h or 200ms/h");
        }
        int amount = Integer.parseInt(budget.group(1));
        Duration per =
                switch (budget.group(3)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    case "h" -> Duration.ofHours(1);
                    default -> Duration.ofDays(1);
                };
        return switch (String.valueOf(budget.group(2))) {
            case "ms" -> new GcBudget(0, Duration.ofMillis(amount), per);
            case "s" -> new GcBudget(0, Duration.ofSeconds(amount), per);
            default -> new GcBudget(amount, Duration.ZERO, per);
        };
    }

    /** Whether anything may be asked for at all. */
    boolean allowsAny() {
        return collections > 0 || pause.isPositive();
    }

    /**
     * Time to leave alone after a collection.
     *
     * @param took how long it kept us waiting, which is more than it stopped the process
     */
    Duration restAfter(Duration took) {
        return collections > 0
                ? per.dividedBy(collections)
                : Duration.ofNanos(
                        (long) ((double) took.toNanos() * per.toNanos() / pause.toNanos()));
    }
}
