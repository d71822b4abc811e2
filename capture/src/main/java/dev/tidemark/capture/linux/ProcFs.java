package dev.tidemark.capture.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's view of processes, normally {@code /proc}. What has ended, is not ours, or does not
 * exist on this system reads as empty: a process may end at any moment, so callers have to expect
 * that anyway.
 *
 * @param root of the file system; tests put their own here
 */
public record ProcFs(Path root) {
    /** Kernel ticks a second, as every Linux on our platforms shows them to user space. */
    private static final double TICKS_PER_SECOND = 100;

    /** The real one. */
    public static ProcFs system() {
        return new ProcFs(Path.of("/proc"));
    }

    /** All processes that can be seen, in rising order. */
    public List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[0-9]*")) {
            for (Path entry : entries) {
                pids.add(Long.parseLong(entry.getFileName().toString()));
            }
        } catch (IOException e) {
            return List.of();
        }
        pids.sort(null);
        return pids;
    }

    public boolean exists(long pid) {
        return Files.isDirectory(of(pid));
    }

    public Optional<ProcessStatus> status(long pid) {
        return lines(of(pid).resolve("status")).map(ProcessStatus::parse);
    }

    /** The arguments, the program's name first; empty for kernel threads. */
    public List<String> commandLine(long pid) {
        return zeroSeparated(of(pid).resolve("cmdline"));
    }

    /** The value of a variable in the environment that the process was started with. */
    public Optional<String> environment(long pid, String variable) {
        String prefix = variable + "=";
        return zeroSeparated(of(pid).resolve("environ")).stream()
                .filter(entry -> entry.startsWith(prefix))
                .map(entry -> entry.substring(prefix.length()))
                .findFirst();
    }

    /** The program file; empty when the process is not ours. */
    public Optional<Path> executable(long pid) {
        return link(of(pid).resolve("exe")).map(Path::of);
    }

    /** A file as that process sees it: its root may be a container's. */
    public Path seenBy(long pid, Path absolute) {
        return of(pid).resolve("root").resolve(Path.of("/").relativize(absolute));
    }

    /** The folder that the process works in, as a link that can be entered. */
    public Path workingFolder(long pid) {
        return of(pid).resolve("cwd");
    }

    /** Whether a file of that name, such as a library, is mapped into the process. */
    public boolean maps(long pid, String fileName) {
        return lines(of(pid).resolve("maps")).orElse(List.of()).stream()
                .anyMatch(line -> line.endsWith("/" + fileName));
    }

    /** Whether loopback means the same for that process as for us; true when it cannot be told. */
    public boolean sharesOurNetwork(long pid) {
        Optional<String> theirs = link(of(pid).resolve("ns/net"));
        return theirs.isEmpty() || theirs.equals(link(root.resolve("self/ns/net")));
    }

    /** Whether we may look into it and signal it: the same user, or we are root. */
    public boolean ours(long pid) {
        long us = ourUser();
        return us == 0 || status(pid).map(status -> status.uid() == us).orElse(false);
    }

    /** The user id that we run as. */
    public long ourUser() {
        return lines(root.resolve("self/status")).map(ProcessStatus::parse).orElseThrow().uid();
    }

    /** When the process started, in seconds since 1970. */
    public Optional<Double> startSeconds(long pid) {
        Optional<Double> boot =
                lines(root.resolve("stat")).orElse(List.of()).stream()
                        .filter(line -> line.startsWith("btime "))
                        .map(line -> Double.parseDouble(line.substring("btime ".length())))
                        .findFirst();
        // The command name, second field, may hold spaces and parentheses: count after the last.
        Optional<Double> sinceBoot =
                lines(of(pid).resolve("stat"))
                        .map(List::getFirst)
                        .map(line -> line.substring(line.lastIndexOf(')') + 2).split(" ", -1))
                        .map(fields -> Double.parseDouble(fields[19]) / TICKS_PER_SECOND);
        return boot.flatMap(at -> sinceBoot.map(after -> at + after));
    }

    Path of(long pid) {
        return root.resolve(Long.toString(pid));
    }

    static Optional<List<String>> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<String> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> zeroSeparated(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? List.of() : Arrays.asList(text.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
