package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @TempDir private Path folder;

    @Test
    void it_says_what_the_text_says() {
        String html = HtmlReport.of(Samples.hunt());

        assertThat(html)
                .contains("leaking", "1.31 KiB per request", "2 h 17 min")
                .contains("sessions : Map, module variable, server.js:14")
                .contains("listeners(&quot;config&quot;)")
                .contains("3 of 6,000 requests failed: HTTP 503")
                .contains("settled at 431 entries after warm-up")
                .contains("tidemark hunt --load http://127.0.0.1:8080/item/{n} node:4242");
    }

    @Test
    void it_needs_nothing_from_anywhere_else() {
        String html = HtmlReport.of(Samples.hunt());

        assertThat(html).contains("default-src 'none'");
        assertThat(html.replaceAll("http://127\\.0\\.0\\.1:8080/item", ""))
                .doesNotContain("http://", "https://", "src=", "href=", "@import", "url(");
    }

    @Test
    void a_gate_is_a_page_that_says_what_is_new_known_and_gone() {
        String html = GateHtml.of(Samples.baselinedGate());

        assertThat(html)
                .contains("Leaking", "listeners(&quot;config&quot;)")
                .contains("SHOP-12: | bounded in the next release", "the array jobs only grows")
                .contains("tidemark gate --seed -8812345678901 checkout.mjs")
                .doesNotContain("http://", "https://", "src=", "href=");
        assertThat(GateHtml.of(Samples.nastyGate())).doesNotContain("e<b>", "\u001b");
    }

    @Test
    void names_from_a_heap_cannot_become_tags() {
        assertThat(new Html().text("<script>alert('x')</script>&\u0000\ud800").toString())
                .isEqualTo("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\ufffd\ufffd");
    }

    @Test
    void a_browser_shows_it_without_a_complaint() throws Exception {
        Path page = folder.resolve("report.html");
        Files.writeString(page, HtmlReport.of(Samples.hunt()));

        String log = Browser.chromium(folder, "--dump-dom", page.toUri().toString());

        assertThat(log).contains("What leaks").doesNotContain("CONSOLE");
    }

    @Test
    void a_browser_can_take_its_picture() throws Exception {
        Path page = folder.resolve("report.html");
        Path picture = folder.resolve("report.png");
        Files.writeString(page, HtmlReport.of(Samples.quietHunt()));

        Browser.chromium(
                folder,
                "--screenshot=" + picture,
                "--window-size=1280,900",
                page.toUri().toString());

        assertThat(picture).isNotEmptyFile();
    }
}
