package dev.tidemark.report;

import static dev.tidemark.report.TextPage.clean;
import static dev.tidemark.report.TextPage.counted;
import static dev.tidemark.report.TextPage.grouped;
import static dev.tidemark.report.TextPage.size;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a snapshot holds, what changed between snapshots, and why objects live, as text. */
final class SnapshotText {
    private final TextPage page = new TextPage();
    private final Ink ink;

    private SnapshotText(Ink ink) {
        this.ink = ink;
    }

    static String of(SnapshotSummary summary, Ink ink) {
        return new SnapshotText(ink).summary(summary);
    }

    static String of(SnapshotDiff diff, Ink ink) {
        return new SnapshotText(ink).diff(diff);
    }

    static String of(RetainingPaths why, Ink ink) {
        return new SnapshotText(ink).why(why);
    }

    private String summary(SnapshotSummary summary) {
        SnapshotSummary.Totals totals = summary.totals();
        page.line(ink.bold(clean(summary.file())));
        page.line(
                "%s in %s, %s; reachable: %s in %s"
                        .formatted(
                                size(totals.shallowBytes()),
                                counted(totals.objects(), "object", "objects"),
                                counted(totals.references(), "reference", "references"),
                                size(totals.reachableBytes()),
                                counted(totals.reachableObjects(), "object", "objects")));
        if (summary.layout() != null) {
            page.line("layout: " + summary.layout());
        }
        SnapshotSummary.Truncation truncation = summary.truncated();
        if (truncation != null) {
            page.line(
                    ink.yellow("cut short")
                            + " at byte "
                            + grouped(truncation.offset())
                            + ": "
                            + clean(truncation.lost()));
        }
        page.blank();
        page.line(ink.bold("Types by retained size"));
        table(
                List.of("retained", "shallow", "count", "type"),
                summary.types().stream()
                        .map(type ->
                                List.of(
                                        size(type.retainedBytes()),
                                        size(type.shallowBytes()),
                                        grouped(type.count()),
                                        clean(type.name())))
                        .toList());
        page.blank();
        page.line(ink.bold("Biggest objects by retained size"));
        table(
                List.of("retained", "share", "shallow", "id", "path"),
                summary.biggest().stream()
                        .map(object -> object(object, summary.totals().reachableBytes()))
                        .toList());
        return page.toString();
    }

    private static List<String> object(SnapshotSummary.ObjectRow object, long reachableBytes) {
        double share = (double) object.retainedBytes() / Math.max(1, reachableBytes);
        return List.of(
                size(object.retainedBytes()),
                ExplanationText.percent(share),
                size(object.shallowBytes()),
                "@" + object.id(),
                clean(object.path().isEmpty() ? object.type() : object.path()));
    }

    private String diff(SnapshotDiff diff) {
        int number = 0;
        for (String file : diff.files()) {
            page.line(String.format(Locale.ROOT, "%-3d%s", ++number, clean(file)));
        }
        page.blank();
        page.line(ink.bold("What grows, by retaining path"));
        if (diff.growing().isEmpty()) {
            page.line("   nothing");
        }
        diff.growing().forEach(this::growing);
        page.blank();
        page.line(ink.bold("What changed, by type"));
        table(
                List.of("count", "shallow", "retained", "type"),
                diff.types().stream()
                        .map(type ->
                                List.of(
                                        series(type.counts()),
                                        change(type.shallowBytes()),
                                        change(type.retainedBytes()),
                                        clean(type.name())))
                        .toList());
        return page.toString();
    }

    private void growing(SnapshotDiff.GrowingRow row) {
        TextPage.wrapPath(clean(row.path()), TextPage.WIDTH - 5)
                .forEach(line -> page.line("   " + line));
        page.line(
                ink.cyan(
                        "      "
                                + series(row.counts())
                                + " objects, "
                                + change(row.retainedBytes())
                                + " retained"));
    }

    /** {@code 1,000 -> 2,000 -> 3,000}. */
    private static String series(List<Long> counts) {
        return counts.stream().map(TextPage::grouped).collect(Collectors.joining(" -> "));
    }

    private static String change(List<Long> bytes) {
        long change = bytes.getLast() - bytes.getFirst();
        return (change > 0 ? "+" : "") + size(change);
    }

    private String why(RetainingPaths why) {
        page.line(
                ink.bold(clean(why.what()))
                        + ": "
                        + counted(why.matched(), "object", "objects")
                        + ", "
                        + size(why.retainedBytes())
                        + " retained");
        for (RetainingPaths.Path path : why.paths()) {
            page.blank();
            page.line(ink.cyan(counted(path.objects(), "object", "objects") + " held by"));
            TextPage.wrapPath(clean(path.text()), TextPage.WIDTH - 5)
                    .forEach(line -> page.line("   " + line));
        }
        return page.toString();
    }

    private void table(List<String> heads, List<List<String>> rows) {
        TextPage.table(heads, rows, ink::dim).forEach(page::line);
    }
}
