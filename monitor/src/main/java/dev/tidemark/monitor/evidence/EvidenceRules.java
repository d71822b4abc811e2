package dev.tidemark.monitor.evidence;

import dev.tidemark.model.Bytes;
import dev.tidemark.monitor.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When evidence is collected, and what it may cost.
 *
 * @param when it is collected
 * @param snapshots whether snapshots may be taken at all
 * @param captures snapshots of one leak; three tell growth from warming up
 * @param apart time from one of them to the next
 * @param longestPause of a process for one snapshot
 * @param every how often a service is asked at the most, unless a person wants it
 * @param folder where it is kept
 * @param keep how much is kept at the most; the oldest goes first
 * @param keepFor how long it is kept
 * @param redact whether texts and numbers of the program are taken out of snapshots that are kept
 * @param drain takes work from an instance while it stands still; null when nothing does
 * @param s3 where snapshots are brought to as well; null for nowhere
 */
public record EvidenceRules(
        When when,
        boolean snapshots,
        int captures,
        Duration apart,
        Duration longestPause,
        Duration every,
        Path folder,
        Bytes keep,
        Duration keepFor,
        boolean redact,
        @Nullable Drain drain,
        @Nullable S3Bucket s3) {

    /** What begins it. */
    public enum When {
        /** An alert that begins to fire, or a person. */
        FIRING,
        /** Only a person. */
        ASK,
        NEVER
    }

    private static final int FEWEST_CAPTURES = 2;
    private static final int MOST_CAPTURES = 10;
    private static final double USUAL_KEEP = 20.0 * (1L << 30);

    /** As production allows it. */
    public static EvidenceRules usual(Path folder) {
        return new EvidenceRules(
                When.FIRING,
                true,
                3,
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                Duration.ofHours(6),
                folder,
                Bytes.of(USUAL_KEEP),
                Duration.ofDays(30),
                true,
                null,
                null);
    }

    /**
     * The section {@code evidence}; it may be missing.
     *
     * @param otherwise the folder when none is named
     * @throws IllegalArgumentException one line: where, what was expected, what was found
     */
    public static EvidenceRules of(Section section, Path otherwise) {
        section.only(
                "when",
                "snapshots",
                "captures",
                "apart",
                "longest_pause",
                "every",
                "folder",
                "keep",
                "keep_for",
                "redact",
                "drain",
                "s3");
        EvidenceRules usual = usual(otherwise);
        return new EvidenceRules(
                when(section),
                section.flag("snapshots", usual.snapshots()),
                captures(section, usual.captures()),
                section.time("apart", usual.apart()),
                section.time("longest_pause", usual.longestPause()),
                section.time("every", usual.every()),
                Path.of(section.text("folder", otherwise.toString())),
                section.size("keep", usual.keep()),
                section.time("keep_for", usual.keepFor()),
                section.flag("redact", usual.redact()),
                section.has("drain") ? Drain.of(section.section("drain")) : null,
                section.has("s3") ? S3Bucket.of(section.section("s3")) : null);
    }

    private static When when(Section section) {
        String text = section.text("when", "firing");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "firing" -> When.FIRING;
            case "ask" -> When.ASK;
            case "never" -> When.NEVER;
            default -> throw section.wrong("when", "firing, ask or never", text);
        };
    }

    private static int captures(Section section, int otherwise) {
        String text = section.text("captures");
        if (text == null) {
            return otherwise;
        }
        boolean number = text.matches("\\d{1,2}");
        int captures = number ? Integer.parseInt(text) : 0;
        if (captures < FEWEST_CAPTURES || captures > MOST_CAPTURES) {
            throw section.wrong("captures", "a number from 2 to 10", text);
        }
        return captures;
    }
}
