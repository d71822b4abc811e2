package dev.tidemark.cli;

import dev.tidemark.gate.Scenario;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which page of a browser a scenario uses. */
final class ChromeOptions {
    private static final Pattern RUNNING = Pattern.compile("chrome:\\d{1,5}(/.*)?");
    private static final Pattern URL = Pattern.compile("(?!chrome:\\d)[a-z][a-z0-9+.-]*:.+");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--chrome",
            paramLabel = "URL",
            arity = "0..1",
            fallbackValue = "",
            description = {
                "The module gets a page, which is examined: this URL in a browser without a window, by",
                "default the url that the module exports; or chrome:PORT/part-of-url, a page that is open."
            })
    private @Nullable String page;

    @Option(
            names = "--browser",
            paramLabel = "PROGRAM",
            defaultValue = "",
            description = "The browser (default: Chromium or Chrome, whichever is installed).")
    private String browser;

    boolean isAsked() {
        return page != null;
    }

    /** Fails on what is no page. */
    void check() {
        String wanted = page;
        if (wanted == null) {
            if (!browser.isEmpty()) {
                throw usage("--browser: expected --chrome, too, found none");
            }
            return;
        }
        boolean running = RUNNING.matcher(wanted).matches();
        if (!wanted.isEmpty() && !running && !URL.matcher(wanted).matches()) {
            throw usage(
                    "--chrome: expected a URL or chrome:PORT/part-of-url, found %s; where there is none,"
                                    .formatted(wanted)
                            + " name the scenario before --chrome");
        }
        if (running && !browser.isEmpty()) {
            throw usage(
                    "--browser: expected no %s, which runs already, found it".formatted(wanted));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    Scenario.PageOf page() {
        String wanted = page == null ? "" : page;
        return RUNNING.matcher(wanted).matches()
                ? new Scenario.RunningBrowser(wanted)
                : new Scenario.OwnBrowser(browser, wanted);
    }
}
