package dev.tidemark.report;

/** One self-contained HTML file. */
public final class HtmlReport {
    private HtmlReport() {}

    public static String of(HuntReport hunt) {
        return "<!doctype html><title>" + hunt.target().target() + "</title>";
    }
}
