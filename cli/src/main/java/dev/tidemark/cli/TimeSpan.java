package dev.tidemark.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90}, {@code 90s}, {@code 10m} or {@code 2h}. */
final class TimeSpan implements ITypeConverter<Duration> {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)?");

    @Override
    public Duration convert(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            throw new TypeConversionException(
                    "'" + text + "': expected a time such as 90s, 10m or 2h");
        }
        String unit = span.group(2) == null ? "s" : span.group(2);
        double millis =
                Double.parseDouble(span.group(1))
                        * switch (unit) {
                            case "ms" -> 1;
                            case "m" -> 60_000;
                            case "h" -> 3_600_000;
                            default -> 1000;
                        };
        return Duration.ofMillis((long) millis);
    }
}
