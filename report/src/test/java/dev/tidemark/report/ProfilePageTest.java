package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilePageTest {
    @TempDir private Path folder;

    @Test
    void it_can_be_read_without_a_script_and_says_what_the_text_says() {
        String html = withoutScript(ProfilePage.of(ProfileSamples.sampled()));

        assertThat(html)
                .contains("What is allocated", "What is still alive", "What stands out")
                .contains("of what is still alive was allocated here")
                .contains("<th scope=\"row\">addCart (/srv/shop/src/carts.js:31)</th>")
                .contains(
                        "<title>render (/srv/shop/src/pages/product/render.js:7): 229 MiB, 92.2 %")
                .contains("(anonymous) (/srv/shop/src/&lt;script&gt;.js:3)")
                // Only a script can search.
                .contains("<form hidden>");
    }

    @Test
    void a_frame_is_as_wide_as_what_was_allocated_in_it_and_below() {
        String html = ProfilePage.of(ProfileSamples.sampled());

        assertThat(html)
                .contains("class=\"frame runtime\" x=\"0.0000%\" y=\"0\" width=\"100.0000%\"")
                .contains("class=\"frame own\" x=\"0.0000%\" y=\"57\" width=\"100.0000%\"");
    }

    @Test
    void it_needs_nothing_from_anywhere_else() {
        assertThat(ProfilePage.of(ProfileSamples.sampled()))
                .contains("default-src 'none'")
                .doesNotContain("http://", "https://", "src=", "href=", "@import", "url(");
    }

    @Test
    void in_a_browser_the_script_makes_frames_that_can_be_zoomed_and_searched() throws Exception {
        Path page = folder.resolve("profile.html");
        Files.writeString(page, ProfilePage.of(ProfileSamples.recording()));

        String log = Browser.chromium(folder, "--dump-dom", page.toUri().toString());

        assertThat(log)
                .contains("aria-label=\"Cache.put (com.acme.Cache:40)", "role=\"button\"")
                .contains("<form>")
                .doesNotContain("CONSOLE");
    }

    private static String withoutScript(String html) {
        return html.replaceAll("(?s)<script>.*</script>", "");
    }
}
