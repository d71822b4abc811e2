package dev.tidemark.report;

import static dev.tidemark.report.TextPage.clean;
import static dev.tidemark.report.TextPage.counted;
import static dev.tidemark.report.TextPage.size;

import dev.tidemark.heap.redact.RedactedCounts;
import java.util.ArrayList;
import java.util.List;

/** What was taken out of snapshots and what is left, as text. */
final class RedactionText {
    private RedactionText() {}

    static String of(RedactionReport report, Ink ink) {
        TextPage page = new TextPage();
        for (RedactionReport.File file : report.files()) {
            page.line(
                    "%s: %s, from %s: %s"
                            .formatted(
                                    ink.bold(clean(file.redacted())),
                                    size(file.result().redactedBytes()),
                                    clean(file.file()),
                                    size(file.result().bytes())));
            RedactedCounts counts = file.result().counts();
            page.labelled("  gone   ", "  " + ink.green("gone") + "   ", gone(counts));
            page.labelled("  stays  ", "  " + ink.yellow("stays") + "  ", stays(counts));
            page.blank();
        }
        page.line("Still to be told: which texts and numbers were equal, and how long a text was.");
        page.line(
                "Names in the code and places of its files stay: look at them if they are secret.");
        return page.toString();
    }

    private static List<String> gone(RedactedCounts counts) {
        List<String> gone = new ArrayList<>();
        gone.add(
                "%s (%s)"
                        .formatted(
                                counted(counts.texts(), "text", "texts"),
                                size(counts.textBytes())));
        if (counts.numbers() > 0) {
            gone.add(counted(counts.numbers(), "number", "numbers") + " in fields");
        }
        if (counts.arrays() > 0) {
            gone.add(
                    "%s of numbers (%s)"
                            .formatted(
                                    counted(counts.arrays(), "array", "arrays"),
                                    size(counts.arrayBytes())));
        }
        if (counts.names() > 0) {
            gone.add(
                    "contents within "
                            + counted(counts.names(), "name", "names")
                            + ": addresses, attributes, entries of WeakMaps");
        }
        if (counts.droppedNames() > 0) {
            gone.add(
                    counted(counts.droppedNames(), "text", "texts")
                            + " of class files that nothing in the dump uses");
        }
        return gone;
    }

    private static List<String> stays(RedactedCounts counts) {
        List<String> stays = new ArrayList<>();
        stays.add(
                counted(counts.objects(), "object", "objects")
                        + " with types, sizes, ids and references");
        stays.add(
                counted(counts.keptNames(), "name", "names")
                        + " of classes, fields, functions, variables and files");
        if (counts.keptTexts() > 0) {
            stays.add(
                    counted(counts.keptTexts(), "text", "texts")
                            + " that name threads, classes and files of code");
            stays.add("sizes, capacities and states of collections");
        }
        return stays;
    }
}
