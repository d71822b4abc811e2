package dev.tidemark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every HTML file of ours has around its content. It loads nothing: its style sheets and its
 * script are written into it, and a browser is told to allow nothing else.
 *
 * @param styles resources beside this class
 * @param script a resource beside this class; null for none
 */
record HtmlPage(String title, List<String> styles, @Nullable String script) {
    HtmlPage {
        styles = List.copyOf(styles);
    }

    /**
     * The whole file.
     *
     * @param body adds to {@code html}
     */
    String around(Html html, Runnable body) {
        html.raw("<!doctype html>\n<html lang=\"en\">");
        html.element("head", _ -> head(html));
        html.element("body", _ -> html.element("main", _ -> content(html, body)));
        return html.raw("</html>\n").toString();
    }

    private void head(Html html) {
        html.empty("meta charset=\"utf-8\"");
        html.empty("meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"");
        html.empty(
                "meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'"
                        + (script == null ? "" : "; script-src 'unsafe-inline'")
                        + "\"");
        html.empty("meta name=\"color-scheme\" content=\"light dark\"");
        html.element("title", title);
        html.raw("<style>");
        styles.forEach(style -> html.raw(resource(style)));
        html.raw("</style>");
    }

    private void content(Html html, Runnable body) {
        body.run();
        if (script != null) {
            html.raw("<script>" + resource(script) + "</script>");
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
