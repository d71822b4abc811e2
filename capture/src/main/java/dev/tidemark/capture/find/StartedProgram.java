package dev.tidemark.capture.find;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.OnExit;
import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.jvm.JvmSight;
import dev.tidemark.capture.linux.ListeningSockets;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.capture.v8.V8Connection;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * A program that we started, and that ends with us. The target is the first Node.js program or JVM
 * that it turns into or starts, package managers and build tools apart. A Node.js program is
 * started with its inspector open on a port that the system chose; a JVM needs nothing.
 */
final class StartedProgram {
    private static final String FLAG = "--inspect=127.0.0.1:0";
    private static final Set<String> PACKAGE_MANAGERS =
            Set.of(
                    "npm",
                    "npm-cli.js",
                    "npx",
                    "npx-cli.js",
                    "yarn",
                    "yarn.js",
                    "yarnpkg",
                    "pnpm",
                    "pnpm.cjs",
                    "pnpm.mjs",
                    "corepack",
                    "corepack.js");
    private static final Set<String> BUILD_TOOLS =
            Set.of(
                    "org.apache.maven.wrapper.MavenWrapperMain",
                    "org.codehaus.plexus.classworlds.launcher.Launcher",
                    "org.gradle.wrapper.GradleWrapperMain",
                    "org.gradle.launcher.GradleMain",
                    "org.gradle.launcher.daemon.bootstrap.GradleDaemon",
                    "xsbt.boot.Boot");
    private static final long END_SECONDS = 3;
    private static final long POLL_MILLIS = 50;

    private final ProcFs proc;
    private final Process process;
    private final String command;
    private final BlockingQueue<URI> inspectors = new LinkedBlockingQueue<>();
    private final OnExit endOnExit;

    private StartedProgram(ProcFs proc, Process process, String command) {
        this.proc = proc;
        this.process = process;
        this.command = command;
        this.endOnExit = OnExit.run(this::end);
    }

    /** Starts the command; what it prints is passed on without the inspector's own lines. */
    static StartedProgram start(List<String> command, ProgramStreams streams, Machine machine)
            throws TargetUnreachableException {
        String name = String.join(" ", command);
        ProcessBuilder builder = new ProcessBuilder(withInspector(command));
        Consumer<OutputStream> input = streams.input();
        if (input == null) {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        }
        if (!isNode(command) && !isCalled("java", command)) {
            addNodeOption(builder.environment());
        }
        try {
            StartedProgram program = new StartedProgram(machine.proc(), builder.start(), name);
            OutputStream output = streams.output();
            new ProgramOutput(program.process.getInputStream(), output, _ -> {}).pump();
            new ProgramOutput(program.process.getErrorStream(), output, program.inspectors::add)
                    .pump();
            if (input != null) {
                input.accept(program.process.getOutputStream());
            }
            return program;
        } catch (IOException e) {
            throw new TargetUnreachableException(
                    name, "a command that starts", reason(e), "Check its spelling and PATH.", e);
        }
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.lastIndexOf(':') + 1)
                .strip()
                .replaceFirst("^\\d+ \\((.*)\\)$", "$1");
    }

    private static boolean isNode(List<String> command) {
        return isCalled("node(js)?", command);
    }

    private static boolean isCalled(String name, List<String> command) {
        return Path.of(command.getFirst()).getFileName().toString().matches(name);
    }

    private static List<String> withInspector(List<String> command) {
        List<String> all = new ArrayList<>(command);
        if (isNode(command) && command.stream().noneMatch(word -> word.startsWith("--inspect"))) {
            all.add(1, FLAG);
        }
        return all;
    }

    private static void addNodeOption(Map<String, String> environment) {
        environment.merge("NODE_OPTIONS", FLAG, (old, flag) -> old + " " + flag);
    }

    /** What the command turned out to start. */
    sealed interface Found {
        /** A Node.js program with its inspector open. */
        record Node(V8Connection connection) implements Found {}

        /** A JVM that can be attached to. */
        record Jvm(long pid) implements Found {}
    }

    /** Waits until there is something to attach to. */
    Found await(AttachOptions options) throws CaptureException {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < options.attach().toNanos()) {
                URI socket = inspectors.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                OptionalLong node =
                        socket == null ? OptionalLong.empty() : ownerOf(socket.getPort());
                if (socket != null && node.isPresent() && !isPackageManager(node.getAsLong())) {
                    return new Found.Node(connection(node.getAsLong(), socket));
                }
                OptionalLong jvm = jvm();
                if (jvm.isPresent()) {
                    return new Found.Jvm(jvm.getAsLong());
                }
                if (socket == null && !process.isAlive()) {
                    throw failed("its end with exit code " + process.exitValue());
                }
            }
            throw failed("none within %d s".formatted(options.attach().toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("an interruption");
        }
    }

    private V8Connection connection(long pid, URI socket) {
        return new V8Connection(pid, socket, "node:" + pid, false, this::end);
    }

    private OptionalLong jvm() {
        return pids().filter(pid -> JvmSight.isJvm(proc, pid) && !isBuildTool(pid)).findFirst();
    }

    private LongStream pids() {
        return LongStream.concat(
                LongStream.of(process.pid()), process.descendants().mapToLong(ProcessHandle::pid));
    }

    private boolean isBuildTool(long pid) {
        return proc.commandLine(pid).stream().anyMatch(BUILD_TOOLS::contains);
    }

    private TargetUnreachableException failed(String found) {
        end();
        return new TargetUnreachableException(
                command,
                "a JVM, or a Node.js program that opens its inspector",
                found,
                "Run the command by itself to see whether it starts one.");
    }

    private OptionalLong ownerOf(int port) {
        ListeningSockets sockets = new ListeningSockets(proc);
        return pids().filter(pid -> sockets.portsOf(pid).contains(port)).findFirst();
    }

    private boolean isPackageManager(long pid) {
        return proc.commandLine(pid).stream()
                .skip(1)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .map(script -> Path.of(script).getFileName())
                .filter(file -> PACKAGE_MANAGERS.contains(file.toString()))
                .isPresent();
    }

    /** Asks all that we started to end, and makes them if they do not. */
    void end() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        endOnExit.close();
    }
}
