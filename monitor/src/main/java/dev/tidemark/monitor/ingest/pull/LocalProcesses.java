package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.capture.find.Candidate;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.ingest.pull.LocalSettings.LocalTarget;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows processes of this machine: those that are named, and those that are found. */
final class LocalProcesses implements AutoCloseable {
    private static final Duration SEARCH_INTERVAL = Duration.ofSeconds(10);

    private final Machine machine;
    private final Intake intake;
    private final StatusBoard board;
    private final LocalSettings settings;
    private final InstanceNames names = new InstanceNames();
    private final Map<String, Loop> loops = new HashMap<>();
    private @Nullable Loop search;

    LocalProcesses(Machine machine, Intake intake, StatusBoard board, LocalSettings settings) {
        this.machine = machine;
        this.intake = intake;
        this.board = board;
        this.settings = settings;
    }

    Machine machine() {
        return machine;
    }

    Intake intake() {
        return intake;
    }

    StatusBoard board() {
        return board;
    }

    LocalSettings settings() {
        return settings;
    }

    InstanceNames names() {
        return names;
    }

    LocalProcesses start() {
        settings.targets().forEach(this::follow);
        if (!settings.match().isEmpty()) {
            search =
                    Loop.start(
                            "local search",
                            Duration.ZERO,
                            SEARCH_INTERVAL,
                            () -> {
                                search();
                                return true;
                            });
        }
        return this;
    }

    private synchronized void follow(LocalTarget target) {
        LocalFollower follower = new LocalFollower(this, target);
        loops.put(
                target.target(),
                Loop.start(
                        "local " + target.target(),
                        Duration.ZERO,
                        settings.interval(),
                        follower::step,
                        follower::close));
    }

    private void search() {
        Set<String> found = new HashSet<>();
        for (Candidate candidate : new Targets(machine).list()) {
            String target = candidate.process().target();
            boolean wanted =
                    candidate.process().runtime() != RuntimeKind.CHROME
                            && settings.match().stream()
                                    .anyMatch(candidate.process().title()::contains);
            if (wanted && found.add(target) && !followed(target)) {
                follow(new LocalTarget(target, "", ""));
            }
        }
    }

    private synchronized boolean followed(String target) {
        loops.values().removeIf(loop -> !loop.running());
        return loops.containsKey(target);
    }

    @Override
    public void close() {
        Loop searching = search;
        if (searching != null) {
            searching.close();
        }
        synchronized (this) {
            loops.values().forEach(Loop::stop);
            loops.values().forEach(Loop::close);
        }
    }
}
