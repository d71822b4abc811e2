package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.GcBudget;
import dev.tidemark.capture.JmxLogin;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import dev.tidemark.monitor.ingest.pull.LocalSettings.LocalTarget;
import dev.tidemark.monitor.settings.Hidden;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows one process, from attaching to its end. One thread steps and closes it.
 *
 * <p>A process that cannot be attached to is followed from outside, by what the system says of it.
 */
final class LocalFollower {
    private static final Pattern PID = Pattern.compile("(?:node:|jvm:)?(\\d{1,10})");
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final String SOURCE = "local";

    private final Machine machine;
    private final Intake intake;
    private final StatusBoard board;
    private final InstanceNames names;
    private final LocalTarget target;
    private final GcBudget budget;

    /** By which the board knows it: people know a service, not a pid. */
    private String name;

    private @Nullable Followed followed;
    private @Nullable LocalSeries series;
    private @Nullable String onlyOutside;
    private Duration rest = SHORTEST_REST;
    private Instant retry = Instant.MIN;

    LocalFollower(LocalProcesses of, LocalTarget target) {
        this.machine = of.machine();
        this.intake = of.intake();
        this.board = of.board();
        this.names = of.names();
        this.target = target;
        this.name = target.target();
        this.budget = of.settings().gc();
    }

    /** Takes a sample, attaching first where that is needed. Whether there is more to come. */
    boolean step() {
        Instant began = machine.clock().instant();
        try {
            if ((followed == null || onlyOutside != null) && !began.isBefore(retry)) {
                follow(attached());
            }
            Followed process = followed;
            LocalSeries into = series;
            if (process != null && into != null) {
                into.add(process.sample());
                board.put(SOURCE, name, began, onlyOutside);
            }
            return true;
        } catch (CaptureException | IOException | IllegalArgumentException e) {
            return failed(began, String.valueOf(e.getMessage()));
        }
    }

    private boolean failed(Instant began, String error) {
        close();
        if (pid().isPresent() && !machine.proc().exists(pid().getAsLong())) {
            board.remove(SOURCE, name);
            return false;
        }
        board.put(SOURCE, name, began, error);
        tryLater();
        return true;
    }

    private void tryLater() {
        retry = machine.clock().instant().plus(rest);
        Duration twice = rest.multipliedBy(2);
        rest = twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST;
    }

    private void follow(Followed process) {
        Followed before = followed;
        followed = process;
        if (before != null) {
            before.close();
        }
        LocalSeries known = series;
        series = known == null ? series(process.process()) : known.of(process.process().runtime());
    }

    /** Attached if it can be, else from outside until it can: it may be starting still. */
    private Followed attached() throws CaptureException, IOException {
        AttachOptions options = AttachOptions.defaults();
        String user = target.user();
        Hidden password = target.password();
        if (user != null && password != null) {
            options = options.with(new JmxLogin(user, password.read()));
        }
        try {
            Followed process = Followed.attach(machine, target.target(), options, budget);
            onlyOutside = null;
            rest = SHORTEST_REST;
            return process;
        } catch (CaptureException e) {
            OptionalLong pid = pid();
            if (pid.isEmpty() || !machine.proc().exists(pid.getAsLong())) {
                throw e;
            }
            onlyOutside = "only resident memory is watched: " + e.getMessage();
            tryLater();
            return Followed.fromOutside(machine, fromOutside(pid.getAsLong()));
        }
    }

    private ProcessRef fromOutside(long pid) {
        String command = String.join(" ", machine.proc().commandLine(pid));
        RuntimeKind runtime =
                target.target().startsWith("node:")
                        ? RuntimeKind.NODE
                        : target.target().startsWith("jvm:") ? RuntimeKind.JVM : RuntimeKind.LINUX;
        return new ProcessRef(runtime, pid, null, command, target.target());
    }

    private LocalSeries series(ProcessRef process) {
        String service =
                target.service().isEmpty() ? CommandNames.service(process) : target.service();
        String instance = names.take(service, CommandNames.instance(process));
        board.remove(SOURCE, name);
        name = service + " (" + target.target() + ")";
        ProcessKey key = new ProcessKey(service, target.build(), instance);
        return new LocalSeries(intake, new Watched(key, process.runtime(), target.target()));
    }

    private OptionalLong pid() {
        Matcher pid = PID.matcher(target.target());
        return pid.matches() ? OptionalLong.of(Long.parseLong(pid.group(1))) : OptionalLong.empty();
    }

    /** Detaches, and says that the process tells no more. */
    void close() {
        Followed process = followed;
        followed = null;
        if (process != null) {
            process.close();
        }
        LocalSeries ended = series;
        series = null;
        if (ended != null) {
            ended.end(machine.clock().millis());
            ProcessKey key = ended.watched().key();
            names.release(key.service(), key.instance());
        }
    }
}
