package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.model.SourceResolver;
import dev.tidemark.report.GateReport.Outcome;
import dev.tidemark.testkit.programs.ChromePage;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios that use a page of a real browser. */
class PageGateLiveTest {
    private static final GateOptions PATIENT =
            new GateOptions(Duration.ofMinutes(4), Duration.ofSeconds(60), 1, 1e-4);

    private static final String OPEN_AND_SHUT =
            """
            export async function action(page) {
              await page.click('#open');
              await page.waitFor('#dialog');
            }
            export async function back(page) {
              await page.click('#shut');
            }
            """;

    @TempDir private Path folder;
    private String node = "";
    private String browser = "";

    @BeforeEach
    void a_browser_and_what_drives_it() {
        Optional<NodeRuntime> found = NodeRuntime.any();
        assumeTrue(found.isPresent(), "no Node.js is installed");
        assumeTrue(ChromePage.browser().isPresent(), "no Chromium is installed");
        node = found.get().executable().toString();
        browser = ChromePage.browser().get().toString();
    }

    @Test
    void each_way_to_leak_is_named_with_its_holder() throws Exception {
        page(
                """
                const gone = [];
                const visits = new Map();
                class View { constructor() { this.rows = new Array(50).fill(1); } }
                function opened() {
                  const view = new View();
                  addEventListener('resize', () => view.rows.length);
                  visits.set(`visit ${visits.size}`, { at: visits.size });
                }
                function shut(dialog) { gone.push(dialog); }
                """);

        GateResult result = gate(OPEN_AND_SHUT);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.FAIL);
        assertThat(result.findings())
                .as("%s", result)
                .anySatisfy(finding -> {
                    assertThat(finding.pattern()).isEqualTo("detached-dom");
                    assertThat(finding.holder().path().toString()).contains("gone : Array");
                })
                .anySatisfy(finding ->
                        assertThat(finding.holder().path().toString()).contains("visits : Map"))
                .anySatisfy(finding -> {
                    assertThat(finding.pattern()).isEqualTo("dom-listeners");
                    assertThat(finding.holder().path().toString()).startsWith("window > listeners");
                });
    }

    @Test
    void a_page_that_puts_away_what_it_took_out_passes() throws Exception {
        page(
                """
                const recent = new Map();
                let opened_ = 0;
                function opened(dialog) {
                  recent.set(opened_++, { opened_ });
                  if (recent.size > 100) recent.delete(recent.keys().next().value);
                  dialog.onResize = () => dialog.id;
                  addEventListener('resize', dialog.onResize);
                }
                function shut(dialog) { removeEventListener('resize', dialog.onResize); }
                """);

        GateResult result = gate(OPEN_AND_SHUT);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_page_without_the_element_is_an_error_that_says_which() throws Exception {
        page("");

        assertThatThrownBy(() -> gate("export const iteration = (page) => page.click('#buy');"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("click #buy: expected within 10 s, found nothing");
    }

    @Test
    void a_scenario_that_opens_no_page_is_told_how() throws Exception {
        assertThatThrownBy(() -> gate(OPEN_AND_SHUT))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("no page is open: give a URL after --chrome");
    }

    private void page(String script) throws Exception {
        Files.writeString(
                folder.resolve("page.html"),
                """
                <button id="open">Open</button> <button id="shut">Shut</button>
                <script>
                %s
                document.getElementById('open').onclick = () => {
                  const dialog = document.createElement('div');
                  dialog.id = 'dialog';
                  for (let i = 0; i < 5; i++) dialog.append(document.createElement('p'));
                  document.body.append(dialog);
                  opened(dialog);
                };
                document.getElementById('shut').onclick = () => {
                  const dialog = document.getElementById('dialog');
                  dialog.remove();
                  shut(dialog);
                };
                </script>
                """
                        .formatted(script));
    }

    private GateResult gate(String scenario) throws Exception {
        Path module = Files.writeString(folder.resolve("scenario.mjs"), scenario);
        Path page = folder.resolve("page.html");
        String url = Files.exists(page) ? page.toUri().toString() : "";
        Path snapshots = Files.createDirectory(folder.resolve("snapshots"));
        return new LeakGate(
                        PATIENT,
                        SourceResolver.NONE,
                        new Silence(),
                        OutputStream.nullOutputStream())
                .examine(
                        new Scenario.PageModule(
                                module, node, new Scenario.OwnBrowser(browser, url)),
                        snapshots);
    }
}
