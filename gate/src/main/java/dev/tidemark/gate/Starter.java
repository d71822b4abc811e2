package dev.tidemark.gate;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.find.ProgramStreams;
import dev.tidemark.capture.find.Targets;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Starts scenarios.
 *
 * @param folder for the snapshots and for what helps to run the scenario
 * @param output gets what the scenario's process prints of its own accord
 */
record Starter(GateOptions options, Path folder, OutputStream output) {
    private static final String JVM_RUNNER = "dev.tidemark.gate.runner.ScenarioRunner";

    /** A machine that runs tests is often a busy one. */
    private static final Duration ATTACH = Duration.ofSeconds(30);

    /** Starts it, and returns when its operations can be done. */
    Workload start(Scenario scenario) throws CaptureException, IOException, InterruptedException {
        return switch (scenario) {
            case Scenario.NodeModule module -> start(module);
            case Scenario.PageModule module -> start(module);
            case Scenario.JvmClass type -> start(type);
            case Scenario.Program program -> start(program);
            case Scenario.Attached attached -> start(attached);
        };
    }

    private Workload start(Scenario.NodeModule module)
            throws CaptureException, IOException, InterruptedException {
        Path file = module.file();
        checkModule(file, "a module that exports iteration()");
        return dialogue(
                file.toString(),
                List.of(
                        module.node(),
                        scripts("runner.mjs", "dialogue.mjs").toString(),
                        file.toAbsolutePath().normalize().toString()));
    }

    private Workload start(Scenario.PageModule module)
            throws CaptureException, IOException, InterruptedException {
        checkModule(module.file(), "a module that exports action(page) or iteration(page)");
        Path runner = scripts("page-runner.mjs", "dialogue.mjs", "page.mjs");
        Dialogue dialogue = new Dialogue(module.file().toString(), options.timeout(), output);
        return new PageStarter(module, runner, folder, attach()).start(dialogue);
    }

    private static void checkModule(Path file, String expected) throws ScenarioException {
        if (!Files.isRegularFile(file)) {
            throw new ScenarioException(
                    file.toString(),
                    expected,
                    Files.exists(file) ? "a folder" : "no file",
                    "Name the scenario's file.");
        }
    }

    /** Puts scripts into the folder; returns where the first one is. */
    private Path scripts(String... names) throws IOException {
        for (String name : names) {
            Files.write(folder.resolve(name), resource(name));
        }
        return folder.resolve(names[0]);
    }

    private Workload start(Scenario.JvmClass type)
            throws CaptureException, IOException, InterruptedException {
        if (EmptyMethod.isIn(type.classPath(), type.name(), "iteration")) {
            throw ScenarioException.noEffect(type.name(), "iteration()");
        }
        Path runner = folder.resolve("runner.jar");
        String entry = JVM_RUNNER.replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(runner))) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(resource("/" + entry));
        }
        List<String> command = new ArrayList<>(type.java());
        command.addAll(
                List.of(
                        "-cp",
                        runner + File.pathSeparator + type.classPath(),
                        JVM_RUNNER,
                        type.name()));
        return dialogue(type.name(), command);
    }

    private Workload start(Scenario.Program program)
            throws CaptureException, IOException, InterruptedException {
        LiveTarget target = Targets.local().start(program.command(), output, attach());
        try {
            return LiveWorkload.of(program.work().of(target.process()), target, folder);
        } catch (IOException | InterruptedException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private Workload start(Scenario.Attached attached)
            throws CaptureException, IOException, InterruptedException {
        Dialogue dialogue =
                new Dialogue(attached.name(), options.timeout(), OutputStream.nullOutputStream());
        ProgramStreams streams = dialogue.streams();
        Objects.requireNonNull(streams.input()).accept(attached.commands());
        // Ends with the stream, or with us: nothing can interrupt a read of standard input.
        Thread.ofPlatform()
                .daemon()
                .name("answers")
                .start(() -> Helper.passOn(attached.answers(), streams.output()));
        LiveTarget target = Targets.local().attach(attached.target(), attach());
        try {
            dialogue.awaitReady(target::attached, CpuTime.of(target.process().pid()));
            return LiveWorkload.of(dialogue, target, folder);
        } catch (IOException | InterruptedException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private Workload dialogue(String name, List<String> command)
            throws CaptureException, IOException, InterruptedException {
        Dialogue dialogue = new Dialogue(name, options.timeout(), output);
        LiveTarget target = started(command, dialogue);
        try {
            dialogue.awaitReady(target::attached, CpuTime.of(target.process().pid()));
            return LiveWorkload.of(dialogue, target, folder);
        } catch (IOException | InterruptedException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    /** A scenario that ends before we are attached knows better why than whoever misses it. */
    private static LiveTarget started(List<String> command, Dialogue dialogue)
            throws CaptureException, ScenarioException {
        try {
            return Targets.local().start(command, dialogue.streams(), attach());
        } catch (CaptureException e) {
            dialogue.check();
            throw e;
        }
    }

    private static AttachOptions attach() {
        AttachOptions usual = AttachOptions.defaults();
        return new AttachOptions(ATTACH, usual.call(), usual.silence(), null);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource = Starter.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(resource, name).readAllBytes();
        }
    }
}
