package dev.tidemark.gate;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.find.ProgramStreams;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.capture.v8.InspectorPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts scenarios that use a page: a browser, unless one runs already, and a Node.js program that
 * drives it. The page is what is examined.
 *
 * @param module the scenario
 * @param runner the script that drives the page
 * @param folder for the snapshots
 */
record PageStarter(Scenario.PageModule module, Path runner, Path folder, AttachOptions attach) {

    Workload start(Dialogue dialogue) throws CaptureException, IOException, InterruptedException {
        return switch (module.browser()) {
            case Scenario.RunningBrowser(String page) ->
                    drive(Targets.page(page, attach), null, dialogue);
            case Scenario.OwnBrowser own -> inOwn(own, dialogue);
        };
    }

    private Workload inOwn(Scenario.OwnBrowser own, Dialogue dialogue)
            throws CaptureException, IOException, InterruptedException {
        String program = own.program().isEmpty() ? anyInstalled() : own.program();
        Browser browser = Browser.start(program, attach.attach());
        try {
            return drive(browser.page(attach.attach()), browser, dialogue);
        } catch (CaptureException | IOException | InterruptedException | RuntimeException e) {
            browser.close();
            throw e;
        }
    }

    private String anyInstalled() throws ScenarioException {
        return Browser.installed()
                .orElseThrow(() ->
                        new ScenarioException(
                                module.file().toString(),
                                "Chromium or Chrome on the PATH",
                                "neither",
                                "Install one, name it by --browser, or name a page of one that runs"
                                        + " by --chrome chrome:9222/part-of-url."));
    }

    /**
     * @param browser of our own; null if it runs already
     */
    private Workload drive(InspectorPage page, @Nullable Browser browser, Dialogue dialogue)
            throws CaptureException, IOException, InterruptedException {
        ProgramStreams streams = dialogue.streams();
        Helper driver = startDriver(page, streams.output());
        LiveTarget target = null;
        try {
            Objects.requireNonNull(streams.input()).accept(driver.input());
            dialogue.awaitReady(driver::isAlive, CpuTime.of(driver::processes));
            target = Targets.local().attach(page.socket().toString(), attach);
            return new LiveWorkload(
                    new PageDriver(dialogue, driver, browser),
                    target,
                    cpuTime(driver, browser, target.process().pid()),
                    folder);
        } catch (CaptureException | IOException | InterruptedException | RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    private Helper startDriver(InspectorPage page, OutputStream output) throws ScenarioException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                module.node(),
                                // Node.js 20 has one only behind this.
                                "--experimental-websocket",
                                runner.toString(),
                                module.file().toAbsolutePath().normalize().toString(),
                                page.socket().toString()));
        if (module.browser() instanceof Scenario.OwnBrowser own && !own.url().isEmpty()) {
            command.add(own.url());
        }
        try {
            return Helper.start(command, output);
        } catch (IOException e) {
            throw new ScenarioException(
                    module.node(),
                    "Node.js",
                    String.valueOf(e.getMessage()),
                    "Name the program by --node.");
        }
    }

    /** A browser that runs already has been at work before. */
    private static CpuTime cpuTime(Helper driver, @Nullable Browser browser, long pid) {
        return browser == null
                ? CpuTime.fromNowOn(() -> Stream.concat(driver.processes(), withChildren(pid)))
                : CpuTime.of(() -> Stream.concat(driver.processes(), browser.processes()));
    }

    private static Stream<ProcessHandle> withChildren(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    /** Has the page used, and ends what was started for that. */
    private record PageDriver(Dialogue dialogue, Helper driver, @Nullable Browser browser)
            implements Driver {
        @Override
        public String unit() {
            return dialogue.unit();
        }

        @Override
        public void run(long operations) throws IOException, InterruptedException {
            dialogue.run(operations);
        }

        @Override
        public void check() throws ScenarioException {
            dialogue.check();
        }

        @Override
        public void close() {
            dialogue.close();
            driver.close();
            if (browser != null) {
                browser.close();
            }
        }
    }
}
