package dev.tidemark.cli;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.AlertWords;
import dev.tidemark.monitor.alert.Change;
import dev.tidemark.monitor.http.ServerSettings;
import dev.tidemark.monitor.service.Monitor;
import dev.tidemark.monitor.service.MonitorSettings;
import dev.tidemark.monitor.service.SettingsFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Watches a fleet. */
@Command(
        name = "monitor",
        header = "Watches services day and night, and says which of them leak.",
        description = {
            "Takes in metrics (Prometheus, OpenTelemetry), judges each process, alerts once, has the",
            "evidence ready, and serves a page. Prints what becomes of alerts. Ctrl-C ends it; what it",
            "knows is kept."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark monitor --demo",
            "  tidemark monitor --config tidemark.json",
            "",
            "The settings are described in docs/monitor.md."
        })
final class MonitorCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    @Spec private CommandSpec spec;

    @Mixin private final Output output = new Output();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings, as JSON (default: none; it then waits for what is sent).")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where it keeps what it knows (default: ${DEFAULT-VALUE}).",
            defaultValue = "tidemark-monitor")
    private Path data;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            description =
                    "Where its page is (default: 127.0.0.1:7117). Any other than this machine needs a "
                            + "token in the settings.")
    private @Nullable String listen;

    @Option(
            names = "--demo",
            description =
                    "Start five bundled services, of which two leak, and watch them, with data in a "
                            + "new folder. Takes about three minutes until both are named.")
    private boolean demo;

    @Override
    public Integer call() throws IOException {
        if (demo && config != null) {
            throw new ParameterException(
                    spec.commandLine(), "--demo and --config: expected one of them, found both");
        }
        return demo ? demo() : watch(settings(data), data);
    }

    private int demo() throws IOException {
        Path folder = Files.createTempDirectory("tidemark-monitor-");
        try (DemoFleet fleet = DemoFleet.start(Files.createDirectory(folder.resolve("services")))) {
            MonitorSettings settings =
                    SettingsFile.parse(fleet.settings(), "the demo's settings").in(folder);
            return watch(listening(settings), folder);
        }
    }

    private MonitorSettings settings(Path folder) throws IOException {
        SettingsFile file = config == null ? SettingsFile.EMPTY : SettingsFile.read(config);
        return listening(file.in(folder));
    }

    private MonitorSettings listening(MonitorSettings settings) {
        if (listen == null) {
            return settings;
        }
        InetSocketAddress address = ServerSettings.address(listen, "--listen");
        return settings.withServer(settings.server().at(address));
    }

    private int watch(MonitorSettings settings, Path folder) throws IOException {
        try (Monitor monitor = Monitor.start(settings, Version.current(), this::fail)) {
            monitor.alerts().changes(this::tell);
            say("the page is at " + page(monitor.address()));
            say("what it knows is kept in " + folder.toAbsolutePath() + "; Ctrl-C ends it");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            say("ended; what it knows is kept in " + folder.toAbsolutePath());
        }
        return ExitCode.INTERRUPTED;
    }

    /** What somebody might want to act on; not what is noticed and may pass. */
    private void tell(Change change) {
        Optional<String> word =
                switch (change.event()) {
                    case PENDING, DROPPED -> Optional.empty();
                    case FIRING -> Optional.of("ALERT");
                    case UPDATED -> Optional.of("more");
                    case ACKNOWLEDGED -> Optional.of("seen");
                    case RESOLVED -> Optional.of("over");
                };
        word.ifPresent(what -> tell(what, change.alert()));
    }

    private void tell(String what, Alert alert) {
        String time = TIME.format(LocalTime.now(ZoneId.systemDefault()));
        String text = new AlertWords(alert, Instant.now()).summary();
        print("%s  %-5s  %s".formatted(time, what, text));
    }

    private static String page(InetSocketAddress address) {
        String host =
                address.getAddress().isAnyLocalAddress()
                        ? "localhost"
                        : address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** A fault of ours: the monitor goes on, and somebody should hear of it. */
    private void fail(RuntimeException failure) {
        output.warn(List.of("a fault in Tidemark: " + failure + "; the monitor goes on"));
    }

    private void say(String text) {
        print("tidemark monitor: " + text);
    }

    private void print(String line) {
        output.terminal().out().println(line);
        output.terminal().out().flush();
    }
}
