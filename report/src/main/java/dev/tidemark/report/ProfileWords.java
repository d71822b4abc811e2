package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.AllocationSites;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Observation;
import dev.tidemark.profile.ProfileComparison;
import dev.tidemark.profile.Rates;
import dev.tidemark.profile.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What a profile says, in sentences that text and pages share. */
final class ProfileWords {
    private static final Pattern LONG_PATH = Pattern.compile(".*/[^/]+/([^/]+/[^/]+)");

    private ProfileWords() {}

    /** A function as people look for it. */
    static String frame(Frame frame) {
        String name = frame.name().isEmpty() ? "(anonymous)" : frame.name();
        return frame.location().file().isEmpty() ? name : name + " (" + frame.location() + ")";
    }

    /** The same for a narrow column: of a long path, the file and its folder. */
    static String brief(Frame frame) {
        SourceLocation at = frame.location();
        String file = LONG_PATH.matcher(at.file()).replaceFirst(".../$1");
        return frame(
                new Frame(
                        frame.kind(),
                        frame.name(),
                        new SourceLocation(file, at.line(), at.column())));
    }

    /** What the functions of a table did themselves. */
    static String selves(AllocationProfile profile) {
        return switch (profile.mainMeasure()) {
            case ALLOCATED -> "they allocate themselves";
            case ALIVE -> "they allocated themselves and is still alive";
        };
    }

    /** A sentence for each measure: how much, how fast, over what. */
    static List<String> totals(ProfileReport report) {
        List<String> lines = new ArrayList<>();
        for (Measure measure : report.profile().measures()) {
            lines.add(total(report, measure));
        }
        return lines;
    }

    private static String total(ProfileReport report, Measure measure) {
        AllocationProfile profile = report.profile();
        Coverage coverage = profile.coverage(measure);
        Weight total = profile.total(measure);
        StringBuilder line = new StringBuilder();
        if (coverage.scale() == Coverage.Scale.SAMPLES) {
            line.append(TextPage.counted(total.count(), "sampled object", "sampled objects"))
                    .append(' ')
                    .append(measure.label());
        } else {
            line.append(TextPage.size(total.bytes())).append(' ').append(measure.label());
        }
        List<String> rates = new ArrayList<>();
        Rates.bytesPerSecond(coverage, total).ifPresent(rate -> rates.add(Bytes.of(rate) + "/s"));
        Rates.bytesPerOperation(coverage, total)
                .ifPresent(rate -> rates.add(Bytes.of(rate) + " per " + report.unit()));
        if (!rates.isEmpty()) {
            line.append(" (").append(String.join(", ", rates)).append(')');
        }
        return line.append(over(coverage, report.unit())).append(how(coverage)).toString();
    }

    private static String over(Coverage coverage, String unit) {
        List<String> over = new ArrayList<>();
        if (coverage.seconds() > 0) {
            over.add(Durations.text(coverage.seconds()));
        }
        if (coverage.operations() > 0) {
            over.add(TextPage.counted(coverage.operations(), unit, unit + "s"));
        }
        return over.isEmpty() ? "" : " over " + String.join(" and ", over);
    }

    private static String how(Coverage coverage) {
        return switch (coverage.scale()) {
            case EXACT -> ", every object recorded";
            case ESTIMATED -> ", estimated from samples";
            case SAMPLES -> "; only their proportions mean anything";
        };
    }

    /** One observation as a sentence. */
    static String of(Observation observation) {
        AllocationSites.Site site = observation.site();
        StringBuilder text = new StringBuilder(frame(site.function()));
        switch (observation) {
            case Observation.Survives survives -> {
                text.append(": ")
                        .append(percent(survives.share()))
                        .append(" of what is still alive was allocated here");
                append(text, survives.ofItsOwn(), "; %s of what it allocates stays alive");
            }
            case Observation.Repeated repeated -> {
                text.append(": ")
                        .append(percent(repeated.share()))
                        .append(" of all allocation, again and again at this one place");
                if (repeated.perOperation().orElse(0) >= 2) {
                    text.append(
                            String.format(
                                    Locale.ROOT,
                                    "; %,.0f objects for each operation, so in a loop",
                                    repeated.perOperation().orElse(0)));
                }
            }
        }
        site.entry().ifPresent(entry -> text.append("; it runs in ").append(entry.label()));
        return text.toString();
    }

    private static void append(StringBuilder text, OptionalDouble share, String format) {
        share.ifPresent(value -> text.append(format.formatted(percent(value))));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    /** {@code per operation}, after an amount. */
    static String basis(ProfileComparison.Basis basis) {
        return switch (basis) {
            case OPERATION -> " per operation";
            case SECOND -> " per second";
            case WHOLE -> "";
        };
    }
}
