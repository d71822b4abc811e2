package dev.tidemark.report;

import static dev.tidemark.report.TextPage.clean;
import static dev.tidemark.report.TextPage.grouped;
import static dev.tidemark.report.TextPage.size;

import dev.tidemark.model.Bytes;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.FunctionRow;
import dev.tidemark.profile.FunctionTable;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Observation;
import dev.tidemark.profile.ProfileComparison;
import dev.tidemark.profile.Rates;
import dev.tidemark.profile.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Allocation profiles as text. */
final class ProfileText {
    private final TextPage page = new TextPage();
    private final Ink ink;

    private ProfileText(Ink ink) {
        this.ink = ink;
    }

    static String of(ProfileReport report, Ink ink) {
        return new ProfileText(ink).profile(report);
    }

    static String of(ProfileDiffReport report, Ink ink) {
        return new ProfileText(ink).diff(report);
    }

    private String profile(ProfileReport report) {
        page.line(ink.bold(clean(report.subject())));
        ProfileWords.totals(report).forEach(this::wrapped);
        observations(report.profile());
        functions(report);
        if (!report.written().isEmpty()) {
            page.blank();
            report.written().forEach(file -> page.line("Written: " + clean(file)));
        }
        return page.toString();
    }

    private void wrapped(String words) {
        TextPage.wrap(clean(words), TextPage.WIDTH).forEach(page::line);
    }

    private void observations(AllocationProfile profile) {
        List<Observation> seen = Observation.of(profile);
        if (seen.isEmpty()) {
            return;
        }
        page.blank();
        page.line(ink.bold("What stands out"));
        for (Observation each : seen) {
            TextPage.wrap(clean(ProfileWords.of(each)), TextPage.WIDTH - 5)
                    .forEach(new Bullet()::line);
        }
    }

    /** The lines of one item: its first begins with a dash. */
    private final class Bullet {
        private boolean begun;

        void line(String line) {
            page.line((begun ? "     " : "   - ") + line);
            begun = true;
        }
    }

    private void functions(ProfileReport report) {
        AllocationProfile profile = report.profile();
        List<FunctionRow> rows = FunctionTable.of(profile);
        List<String> heads = new ArrayList<>();
        Columns columns = new Columns(profile);
        columns.heads(heads, report.unit());
        page.blank();
        page.line(ink.bold("Functions by what " + ProfileWords.selves(profile)));
        TextPage.table(
                        heads,
                        rows.stream()
                                .filter(row -> !columns.main(row).self().isNone())
                                .limit(report.top())
                                .map(columns::cells)
                                .toList(),
                        ink::dim)
                .forEach(page::line);
    }

    /** The columns that a profile can fill. */
    private static final class Columns {
        private final AllocationProfile profile;
        private final Measure main;
        private final Coverage coverage;
        private final Weight total;
        private final boolean counts;
        private final boolean both;

        Columns(AllocationProfile profile) {
            this.profile = profile;
            this.main = profile.mainMeasure();
            this.coverage = profile.coverage(main);
            this.total = profile.total(main);
            this.counts = total.count() != 0;
            this.both = profile.measures().size() > 1;
        }

        FunctionRow.Share main(FunctionRow row) {
            return row.share(main);
        }

        void heads(List<String> heads, String unit) {
            heads.add(main.label());
            heads.add("share");
            heads.add("with calls");
            if (both) {
                heads.add(inBytes() ? "alive" : "samples alive");
            }
            if (coverage.operations() > 0) {
                heads.add("per " + unit);
            }
            if (counts) {
                heads.add(coverage.scale() == Coverage.Scale.EXACT ? "objects" : "samples");
            }
            heads.add("function");
        }

        List<String> cells(FunctionRow row) {
            Weight self = main(row).self();
            List<String> cells = new ArrayList<>();
            cells.add(size(self.bytes()));
            cells.add(percent(total.bytes() == 0 ? 0 : self.bytes() / (double) total.bytes()));
            cells.add(size(main(row).total().bytes()));
            if (both) {
                cells.add(alive(row));
            }
            if (coverage.operations() > 0) {
                cells.add(bytes(Rates.bytesPerOperation(coverage, self)));
            }
            if (counts) {
                cells.add(grouped(self.count()));
            }
            cells.add(clean(ProfileWords.brief(row.function())));
            return cells;
        }

        /** Where bytes of samples mean nothing, how many samples live. */
        private String alive(FunctionRow row) {
            OptionalDouble share =
                    Rates.aliveShare(profile, row.allocated().self(), row.alive().self());
            if (share.isPresent()) {
                return percent(share.getAsDouble());
            }
            boolean inBytes = profile.coverage(Measure.ALIVE).scale() != Coverage.Scale.SAMPLES;
            Weight alive = row.alive().self();
            return inBytes ? size(alive.bytes()) : grouped(alive.count());
        }

        private boolean inBytes() {
            return profile.coverage(Measure.ALIVE).scale() != Coverage.Scale.SAMPLES;
        }

        private static String bytes(OptionalDouble bytes) {
            return bytes.isPresent() ? Bytes.of(bytes.getAsDouble()).toString() : "";
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    private String diff(ProfileDiffReport report) {
        ProfileComparison compared = report.comparison();
        page.line("1  " + clean(report.before()));
        page.line("2  " + clean(report.after()));
        page.blank();
        String basis = ProfileWords.basis(compared.basis());
        page.line(
                "%s %s%s, then %s (%s)"
                        .formatted(
                                Bytes.of(compared.before()),
                                compared.measure().label(),
                                basis,
                                Bytes.of(compared.after()),
                                change(compared.after() - compared.before())));
        page.blank();
        page.line(ink.bold("What changed most, by function" + basis));
        TextPage.table(
                        List.of("change", "before", "after", "function"),
                        compared.rows().stream()
                                .filter(row -> row.change() != 0)
                                .limit(report.top())
                                .map(row ->
                                        List.of(
                                                change(row.change()),
                                                Bytes.of(row.before()).toString(),
                                                Bytes.of(row.after()).toString(),
                                                clean(ProfileWords.brief(row.function()))))
                                .toList(),
                        ink::dim)
                .forEach(page::line);
        return page.toString();
    }

    private static String change(double bytes) {
        return (bytes > 0 ? "+" : "") + Bytes.of(bytes);
    }
}
