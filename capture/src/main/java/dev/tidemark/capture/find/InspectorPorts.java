package dev.tidemark.capture.find;

import dev.tidemark.capture.TargetUnreachableException;
import dev.tidemark.capture.linux.ListeningSockets;
import dev.tidemark.capture.linux.ProcFs;
import dev.tidemark.capture.v8.InspectorPage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the inspector of a Node.js process. Only ports that the process listens on are asked, and
 * of those only the ones its options name or that we move inspectors to, so that no server of the
 * user's gets odd requests.
 */
final class InspectorPorts {
    static final int DEFAULT = 9229;
    private static final int ANY = 0;

    /** How many ports after the usual one inspectors are moved to. */
    private static final int OURS = 100;

    private static final Pattern OPTION =
            Pattern.compile("--inspect(?<kind>-brk|-wait|-port)?(?:=(?:.*:)?(?<port>\\d+)|=.*)?");

    private final ProcFs proc;
    private final ListeningSockets sockets;

    InspectorPorts(ProcFs proc) {
        this.proc = proc;
        this.sockets = new ListeningSockets(proc);
    }

    /** The inspector that is open in the process, if there is one. */
    Optional<InspectorPage> open(long pid, Duration timeout) {
        Set<Integer> named = namedBy(pid);
        return firstInspector(
                sockets.portsOf(pid).stream()
                        .filter(port -> named.contains(ANY) || named.contains(port) || ours(port))
                        .toList(),
                timeout);
    }

    private static boolean ours(int port) {
        return port > DEFAULT && port <= DEFAULT + OURS;
    }

    /** The first of these ports that turns out to be an inspector. */
    static Optional<InspectorPage> firstInspector(List<Integer> ports, Duration timeout) {
        return ports.stream().flatMap(port -> pagesAt(port, timeout).stream().limit(1)).findFirst();
    }

    private static List<InspectorPage> pagesAt(int port, Duration timeout) {
        try {
            return InspectorPage.list(address(port), timeout);
        } catch (TargetUnreachableException e) {
            // Some other server of the process: the next port may be the inspector.
            return List.of();
        }
    }

    /**
     * A free port for the inspector of a process, out of those that {@link #open} looks at; {@link
     * #DEFAULT} if there is none.
     */
    int free(long pid) {
        for (int i = 0; i < OURS; i++) {
            int port = DEFAULT + 1 + (int) ((pid + i) % OURS);
            if (!sockets.taken(port, pid)) {
                return port;
            }
        }
        return DEFAULT;
    }

    /** The port that the signal would open in the process. */
    int openedBySignal(long pid) {
        return chosen(pid).orElse(DEFAULT);
    }

    /** The port that the process was told to open its inspector on, if it was told. */
    OptionalInt chosen(long pid) {
        return options(pid).stream()
                .map(OPTION::matcher)
                .filter(Matcher::matches)
                .map(option -> option.group("port"))
                .filter(port -> port != null)
                .mapToInt(Integer::parseInt)
                .reduce((_, later) -> later);
    }

    private Set<Integer> namedBy(long pid) {
        Set<Integer> ports = new TreeSet<>(Set.of(DEFAULT));
        for (String word : options(pid)) {
            Matcher option = OPTION.matcher(word);
            if (option.matches() && option.group("port") != null) {
                ports.add(Integer.parseInt(option.group("port")));
            }
        }
        return ports;
    }

    /** In the order in which Node reads them; the last one counts. */
    private List<String> options(long pid) {
        String before = proc.environment(pid, "NODE_OPTIONS").orElse("");
        List<String> words = new ArrayList<>(Arrays.asList(before.split("\\s+", -1)));
        words.addAll(proc.commandLine(pid));
        return words;
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
