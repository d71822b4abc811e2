package dev.tidemark.capture.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How one version of control groups names its memory files.
 *
 * @param root of the hierarchy
 * @param droppableKeys entries of {@code memory.stat} that count pages which can be dropped
 */
record CgroupFiles(Path root, String limit, String usage, List<String> droppableKeys) {
    /** Version 1 writes the highest page-aligned number for "no limit". */
    static final long NO_LIMIT = 1L << 60;

    /**
     * The memory files of the hierarchy that a line of {@code /proc/PID/cgroup} is about; empty
     * when that hierarchy does not account memory.
     */
    static Optional<CgroupFiles> forHierarchy(Path cgroupRoot, String id, String controllers) {
        if (id.equals("0")) {
            Path unified = cgroupRoot.resolve("unified");
            return Optional.of(
                    new CgroupFiles(
                            Files.isDirectory(unified) ? unified : cgroupRoot,
                            "memory.max",
                            "memory.current",
                            List.of("active_file", "inactive_file")));
        }
        return List.of(controllers.split(",", -1)).contains("memory")
                ? Optional.of(
                        new CgroupFiles(
                                cgroupRoot.resolve("memory"),
                                "memory.limit_in_bytes",
                                "memory.usage_in_bytes",
                                List.of("total_active_file", "total_inactive_file")))
                : Optional.empty();
    }

    long droppable(Path folder) {
        List<String> stat = ProcFs.lines(folder.resolve("memory.stat")).orElse(List.of());
        return droppableKeys.stream()
                .mapToLong(key -> KeyedNumbers.find(stat, key).orElse(0))
                .sum();
    }
}
