package dev.tidemark.cli.hunt;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.Script;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.model.RuntimeKind;
import java.util.Map;

/**
 * The scripts that came over a network, as the page has them: they are no files of this machine,
 * and their servers are not asked.
 */
public final class PageScripts {
    private PageScripts() {}

    /** Their texts by URL; without them findings are poorer, and no less true. */
    public static Map<String, String> of(LiveTarget target, Progress progress) {
        if (target.process().runtime() != RuntimeKind.CHROME) {
            return Map.of();
        }
        try {
            return target.scriptTexts(PageScripts::isOfNetwork);
        } catch (CaptureException e) {
            progress.note("The page's scripts are named as they run: " + e.getMessage());
            return Map.of();
        }
    }

    private static boolean isOfNetwork(Script script) {
        return script.url().startsWith("http://") || script.url().startsWith("https://");
    }
}
