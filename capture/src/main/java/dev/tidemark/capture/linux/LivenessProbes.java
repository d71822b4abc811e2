package dev.tidemark.capture.linux;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may restart a process that stands still for a snapshot: probes that ask it whether it lives,
 * as orchestrators of containers send them. Their settings cannot be seen from here, so the usual
 * ones are compared with.
 */
public record LivenessProbes(ProcFs proc) {
    /** Kubernetes' own defaults. */
    private static final long PERIOD_SECONDS = 10;

    private static final long TIMEOUT_SECONDS = 1;
    private static final long FAILURES = 3;

    /** The third probe in a row has failed, if the first came at once. */
    private static final long RESTARTED_SECONDS = (FAILURES - 1) * PERIOD_SECONDS + TIMEOUT_SECONDS;

    private static final Pattern CONTAINER =
            Pattern.compile("docker|containerd|kubepods|libpod|crio|lxc|/ecs/");

    /**
     * One line for who is about to take a snapshot; empty when the process is not seen to run in a
     * container, or when no probe would notice.
     *
     * @param pause for which it will stand still
     */
    public Optional<String> warning(long pid, Duration pause) {
        if (pause.toSeconds() < TIMEOUT_SECONDS) {
            return Optional.empty();
        }
        return place(pid)
                .map(place -> {
                    String start =
                            String.format(
                                    Locale.ROOT,
                                    "runs in %s and answers no liveness probe for about %d s; the usual"
                                            + " one (every %d s, %d s to answer, %d failures)",
                                    place,
                                    Math.round(pause.toMillis() / 1000.0),
                                    PERIOD_SECONDS,
                                    TIMEOUT_SECONDS,
                                    FAILURES);
                    return start
                            + (pause.toSeconds() < RESTARTED_SECONDS
                                    ? " restarts it after %d s: see that yours is not stricter"
                                            .formatted(RESTARTED_SECONDS)
                                    : " restarts it meanwhile: allow more failures first, or use a replica"
                                            + " that is out of service");
                });
    }

    private Optional<String> place(long pid) {
        if (proc.environment(pid, "KUBERNETES_SERVICE_HOST").isPresent()) {
            return Optional.of("Kubernetes");
        }
        List<String> groups = ProcFs.lines(proc.of(pid).resolve("cgroup")).orElse(List.of());
        boolean container =
                groups.stream().anyMatch(group -> CONTAINER.matcher(group).find())
                        || proc.status(pid)
                                .map(status -> status.namespacePid() != pid)
                                .orElse(false);
        return container ? Optional.of("a container") : Optional.empty();
    }
}
