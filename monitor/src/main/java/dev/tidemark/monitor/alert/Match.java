package dev.tidemark.monitor.alert;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are meant. In each of these {@code *} stands for any text; what is null fits all.
 *
 * @param instance fits an alert when it fits every instance in it
 * @param subject which memory grows, by its column, or who holds it
 */
public record Match(
        @Nullable String service,
        @Nullable String build,
        @Nullable String instance,
        @Nullable String subject) {
    private static final Pattern STARS = Pattern.compile("\\*+");

    /** Everything of a service. */
    public static Match service(String service) {
        return new Match(service, null, null, null);
    }

    /** Whether it says anything at all. */
    public boolean limits() {
        return service != null || build != null || instance != null || subject != null;
    }

    /** Whether an alert is meant. */
    public boolean fits(Alert alert) {
        Cause cause = alert.cause();
        return fits(service, alert.key().service())
                && fits(build, alert.key().build())
                && (fits(subject, alert.key().subject())
                        || (cause != null && fits(subject, cause.holder())))
                && alert.members().stream().allMatch(member -> fits(instance, member.instance()));
    }

    private static boolean fits(@Nullable String pattern, String text) {
        if (pattern == null || pattern.equals(text)) {
            return true;
        }
        if (pattern.indexOf('*') < 0) {
            return false;
        }
        String regex =
                STARS.splitAsStream(pattern + "\0")
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text + "\0").matches();
    }
}
