package dev.tidemark.report;

import dev.tidemark.model.Bytes;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.AllocationSites;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A flame graph as SVG, callers above callees: each frame is as wide as what was allocated in it
 * and below. Widths are parts of the whole, so it fits any screen without a script.
 */
final class FlameGraph {
    private static final int ROW = 19;

    /** Narrower frames could not be seen, and there may be many thousands of them. */
    private static final double NARROWEST = 0.0005;

    private final Html html;
    private final AllocationProfile profile;
    private final boolean inBytes;
    private final long[] widths;
    private final List<List<Integer>> children = new ArrayList<>();

    private FlameGraph(Html html, AllocationProfile profile, Measure measure) {
        this.html = html;
        this.profile = profile;
        this.inBytes = profile.coverage(measure).scale() != Coverage.Scale.SAMPLES;
        Weight[] totals = profile.totals(measure);
        this.widths = new long[totals.length];
        for (int node = 0; node < totals.length; node++) {
            widths[node] = Math.max(0, inBytes ? totals[node].bytes() : totals[node].count());
            children.add(new ArrayList<>());
        }
        for (int node = 1; node < widths.length; node++) {
            if (widths[node] > 0 && widths[node] >= NARROWEST * widths[AllocationProfile.ROOT]) {
                children.get(profile.parent(node)).add(node);
            }
        }
        for (List<Integer> siblings : children) {
            // The same order in every profile of the same program.
            siblings.sort(Comparator.comparing(node -> profile.frame(node).toString()));
        }
    }

    private record Box(int node, long start, int depth) {}

    static void write(Html html, AllocationProfile profile, Measure measure) {
        new FlameGraph(html, profile, measure).write(measure);
    }

    private void write(Measure measure) {
        List<Box> boxes = boxes();
        int rows = 1 + boxes.stream().mapToInt(Box::depth).max().orElse(0);
        html.element(
                "figure class=\"flame\"",
                _ -> {
                    html.raw(
                            "<form hidden><label>Find <input type=\"search\"></label>"
                                    + "<button type=\"reset\">Whole graph</button>"
                                    + "<output></output></form>");
                    html.element(
                            "svg role=\"group\" aria-label=\"Flame graph, "
                                    + measure.label()
                                    + "; the table below lists the functions\" width=\"100%\""
                                    + " height=\""
                                    + rows * ROW
                                    + "\"",
                            _ -> html.each(boxes, this::frame));
                });
    }

    /** Callers before callees; those of one row from left to right. */
    private List<Box> boxes() {
        List<Box> boxes = new ArrayList<>();
        boxes.add(new Box(AllocationProfile.ROOT, 0, 0));
        for (int i = 0; i < boxes.size(); i++) {
            Box caller = boxes.get(i);
            long start = caller.start();
            for (int callee : children.get(caller.node())) {
                boxes.add(new Box(callee, start, caller.depth() + 1));
                start += widths[callee];
            }
        }
        return boxes;
    }

    private void frame(Box box) {
        double whole = Math.max(1, widths[AllocationProfile.ROOT]);
        double x = 100 * box.start() / whole;
        double width = 100 * widths[box.node()] / whole;
        String name = name(box.node());
        html.element(
                String.format(
                        Locale.ROOT,
                        "svg class=\"frame %s\" x=\"%.4f%%\" y=\"%d\" width=\"%.4f%%\" height=\"%d\"",
                        kind(box.node()),
                        x,
                        box.depth() * ROW,
                        width,
                        ROW - 1),
                _ -> {
                    html.element(
                            "title",
                            "%s: %s, %s"
                                    .formatted(
                                            name,
                                            amount(widths[box.node()]),
                                            String.format(Locale.ROOT, "%.1f %%", width)));
                    html.empty("rect width=\"100%\" height=\"100%\"/");
                    html.element("text x=\"4\" y=\"13\"", name);
                });
    }

    private String amount(long width) {
        return inBytes ? Bytes.of(width).toString() : TextPage.counted(width, "sample", "samples");
    }

    private String name(int node) {
        return node == AllocationProfile.ROOT ? "all" : ProfileWords.frame(profile.frame(node));
    }

    private String kind(int node) {
        if (node == AllocationProfile.ROOT) {
            return "runtime";
        }
        Frame frame = profile.frame(node);
        if (frame.isType()) {
            return "type";
        }
        return AllocationSites.isRuntime(frame) ? "runtime" : "own";
    }
}
