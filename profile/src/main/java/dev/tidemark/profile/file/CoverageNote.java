package dev.tidemark.profile.file;

import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Measure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a measure stands for, as a line that formats carry in their comments: {@code tidemark
 * allocated scale=estimated seconds=15.2 operations=500 start=2026-01-02T03:04:05Z}.
 */
record CoverageNote(Measure measure, Coverage coverage) {
    private static final Pattern NOTE =
            Pattern.compile(
                    "tidemark (allocated|alive) scale=(exact|estimated|samples)"
                            + " seconds=(\\d{1,12}(?:\\.\\d{1,9})?) operations=(\\d{1,18})"
                            + "(?: start=(\\S+))?");

    private static final Map<String, Coverage.Scale> SCALES =
            Map.of(
                    "exact", Coverage.Scale.EXACT,
                    "estimated", Coverage.Scale.ESTIMATED,
                    "samples", Coverage.Scale.SAMPLES);

    /** What a note says; empty if the text is none. */
    static Optional<CoverageNote> parse(String text) {
        Matcher note = NOTE.matcher(text);
        if (!note.matches()) {
            return Optional.empty();
        }
        try {
            String start = note.group(5);
            return Optional.of(
                    new CoverageNote(
                            Measure.valueOf(note.group(1).toUpperCase(Locale.ROOT)),
                            new Coverage(
                                    start == null ? null : Instant.parse(start),
                                    Duration.ofNanos(
                                            (long) (Double.parseDouble(note.group(3)) * 1e9)),
                                    Long.parseLong(note.group(4)),
                                    SCALES.getOrDefault(note.group(2), Coverage.Scale.ESTIMATED))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "tidemark %s scale=%s seconds=%.3f operations=%d%s",
                measure.name().toLowerCase(Locale.ROOT),
                coverage.scale().name().toLowerCase(Locale.ROOT),
                coverage.seconds(),
                coverage.operations(),
                coverage.start() == null ? "" : " start=" + coverage.start());
    }
}
