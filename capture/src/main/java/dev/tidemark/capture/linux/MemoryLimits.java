package dev.tidemark.capture.linux;

import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.model.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How much memory is left to a process: the tightest of the limits of its control group, of every
 * group above it, and of the host.
 *
 * <p>What a group uses is taken without file pages that can be dropped, since the kernel drops them
 * before it kills. Both versions of control groups are read; swap is not counted as room.
 *
 * @param cgroupRoot normally {@code /sys/fs/cgroup}
 */
public record MemoryLimits(ProcFs proc, Path cgroupRoot) {

    /** The real ones. */
    public static MemoryLimits system() {
        return new MemoryLimits(ProcFs.system(), Path.of("/sys/fs/cgroup"));
    }

    /** What is left to the process now; unknown when it is not on this machine. */
    public MemoryRoom roomFor(long pid) {
        return host().orElse(MemoryRoom.unknown()).tighter(groupsOf(pid));
    }

    /** The limit of the control group that leaves least to the process; empty when none does. */
    public OptionalDouble groupLimit(long pid) {
        MemoryRoom tightest = groupsOf(pid);
        return tightest.known()
                ? OptionalDouble.of(tightest.limit().value())
                : OptionalDouble.empty();
    }

    private MemoryRoom groupsOf(long pid) {
        MemoryRoom tightest = MemoryRoom.unknown();
        for (String line : ProcFs.lines(proc.of(pid).resolve("cgroup")).orElse(List.of())) {
            String[] parts = line.split(":", 3);
            Optional<CgroupFiles> files = CgroupFiles.forHierarchy(cgroupRoot, parts[0], parts[1]);
            if (files.isPresent()) {
                tightest = tightest.tighter(tightestFrom(files.get(), parts[2]));
            }
        }
        return tightest;
    }

    /** Walks from the process' group to the root: any of them may be the one that kills. */
    private static MemoryRoom tightestFrom(CgroupFiles files, String path) {
        MemoryRoom tightest = MemoryRoom.unknown();
        // In a container the path may lead outside of what is mounted there, as "/../other".
        Path group = Path.of("/").resolve(path).normalize();
        while (group != null) {
            Path folder = files.root().resolve(Path.of("/").relativize(group));
            tightest = tightest.tighter(roomIn(files, folder, group));
            group = group.getParent();
        }
        return tightest;
    }

    private static MemoryRoom roomIn(CgroupFiles files, Path folder, Path group) {
        OptionalLong limit = number(folder.resolve(files.limit()));
        OptionalLong usage = number(folder.resolve(files.usage()));
        if (limit.isEmpty() || usage.isEmpty() || limit.getAsLong() >= CgroupFiles.NO_LIMIT) {
            return MemoryRoom.unknown();
        }
        long needed = Math.max(0, usage.getAsLong() - files.droppable(folder));
        return new MemoryRoom(
                "cgroup " + group,
                Bytes.of(limit.getAsLong()),
                Bytes.of(Math.max(0, limit.getAsLong() - needed)));
    }

    private Optional<MemoryRoom> host() {
        Path meminfo = proc.root().resolve("meminfo");
        if (!Files.isReadable(meminfo)) {
            return Optional.empty();
        }
        List<String> lines = ProcFs.lines(meminfo).orElse(List.of());
        OptionalLong total = KeyedNumbers.find(lines, "MemTotal:");
        OptionalLong available = KeyedNumbers.find(lines, "MemAvailable:");
        return total.isEmpty() || available.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MemoryRoom(
                                "host",
                                Bytes.of(total.getAsLong() * 1024.0),
                                Bytes.of(available.getAsLong() * 1024.0)));
    }

    /** The number that a file holds; empty for {@code max} and for files that are not there. */
    private static OptionalLong number(Path file) {
        String text = ProcFs.lines(file).map(List::getFirst).map(String::strip).orElse("max");
        return text.equals("max") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }
}
