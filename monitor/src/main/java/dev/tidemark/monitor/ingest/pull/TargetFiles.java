package dev.tidemark.monitor.ingest.pull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Files that list targets as Prometheus' {@code file_sd} does, in JSON or YAML. A file that is
 * broken counts as it was when it was whole, since it may be half written. Not thread-safe.
 */
final class TargetFiles {
    private static final long MOST_BYTES = 8 << 20;

    private final ScrapeSettings settings;
    private final Map<Path, Known> known = new HashMap<>();
    private Optional<String> trouble = Optional.empty();

    TargetFiles(ScrapeSettings settings) {
        this.settings = settings;
    }

    /** All targets of all files; files that have not changed are not read again. */
    List<ScrapeTarget> targets() {
        trouble = Optional.empty();
        List<ScrapeTarget> targets = new ArrayList<>();
        for (Path file : files()) {
            targets.addAll(targetsIn(file));
        }
        return targets;
    }

    /** What is wrong with a file, in one line; empty when all is well. */
    Optional<String> trouble() {
        return trouble;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String name : settings.files()) {
            Path path = Path.of(name).toAbsolutePath();
            Path folder = path.getParent();
            if (!name.contains("*")) {
                files.add(path);
            } else if (folder != null) {
                try (DirectoryStream<Path> matching =
                        Files.newDirectoryStream(folder, path.getFileName().toString())) {
                    matching.forEach(files::add);
                } catch (IOException e) {
                    wrong(folder, "no such folder");
                }
            }
        }
        return files;
    }

    private List<ScrapeTarget> targetsIn(Path file) {
        Known before = known.getOrDefault(file, new Known(-1, -1, List.of()));
        try {
            long modified = Files.getLastModifiedTime(file).toMillis();
            long size = Files.size(file);
            if (modified == before.modified && size == before.size) {
                return before.targets;
            }
            if (size > MOST_BYTES) {
                throw new IllegalArgumentException("more than " + MOST_BYTES + " bytes");
            }
            Known now = new Known(modified, size, parsed(Files.readString(file)));
            known.put(file, now);
            return now.targets;
        } catch (NoSuchFileException e) {
            wrong(file, "no such file");
            return before.targets;
        } catch (IOException | IllegalArgumentException | YamlEngineException e) {
            wrong(file, String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            return before.targets;
        }
    }

    private void wrong(Path file, String found) {
        if (trouble.isEmpty()) {
            trouble =
                    Optional.of(
                            "%s: expected a list of targets and labels, found %s"
                                    .formatted(file, found));
        }
    }

    /** JSON is YAML, too. */
    private List<ScrapeTarget> parsed(String text) {
        Object root =
                new Load(LoadSettings.builder().setMaxAliasesForCollections(10).build())
                        .loadFromString(text);
        List<ScrapeTarget> targets = new ArrayList<>();
        for (Object each : list(root)) {
            Map<?, ?> group = map(each);
            Map<String, String> labels = new HashMap<>();
            if (group.get("labels") != null) {
                map(group.get("labels"))
                        .forEach((name, value) -> labels.put(name.toString(), value.toString()));
            }
            for (Object target : list(group.get("targets"))) {
                if (!ScrapeTargets.isHostAndPort(target.toString())) {
                    throw new IllegalArgumentException("the target " + target);
                }
                targets.add(settings.target(target.toString(), labels));
            }
        }
        return targets;
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("no list");
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("no names with values");
    }

    private record Known(long modified, long size, List<ScrapeTarget> targets) {}
}
