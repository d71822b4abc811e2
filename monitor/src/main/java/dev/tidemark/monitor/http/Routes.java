package dev.tidemark.monitor.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which handler answers which path. A path is fixed segments and variables: {@code
 * /api/v1/processes/{id}}; the last segment may be <code>{rest...}</code>, which takes all that
 * follow. Built by one thread, then read by many.
 */
public final class Routes {
    private final Node root = new Node();

    /**
     * A way to a handler.
     *
     * @param needs what a client has to be allowed
     */
    record Route(Permission needs, Handler handler) {}

    /** A route that was found, and the values of its path's variables. */
    record Match(Route route, Map<String, String> variables) {}

    /** Adds a handler that answers whoever may read (GET), or act (every other method). */
    public Routes on(String method, String path, Handler handler) {
        return on(method, path, method.equals("GET") ? Permission.READ : Permission.ACT, handler);
    }

    /**
     * Adds a handler.
     *
     * @throws IllegalArgumentException if the method and path have one already
     */
    public Routes on(String method, String path, Permission needs, Handler handler) {
        Node node = root;
        for (String segment : segments(path)) {
            if (segment.startsWith("{")) {
                node.variable = node.variable.isEmpty() ? name(segment) : node.variable;
                node.takesRest |= segment.endsWith("...}");
                node.any = node.any == null ? new Node() : node.any;
                node = node.any;
            } else {
                node = node.fixed.computeIfAbsent(segment, key -> new Node());
            }
        }
        if (node.byMethod.put(method, new Route(needs, handler)) != null) {
            throw new IllegalArgumentException("two handlers of " + method + " " + path);
        }
        return this;
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - 1).replace("...", "");
    }

    /**
     * The route of a request.
     *
     * @param segments of the path, decoded
     * @throws HttpFailure 405 when the path has other methods only
     */
    Optional<Match> find(String method, List<String> segments) {
        Map<String, String> variables = new TreeMap<>();
        Node node = root;
        for (int i = 0; i < segments.size(); i++) {
            Node fixed = node.fixed.get(segments.get(i));
            if (fixed != null) {
                node = fixed;
            } else if (node.any == null) {
                return Optional.empty();
            } else if (node.takesRest) {
                variables.put(
                        node.variable, String.join("/", segments.subList(i, segments.size())));
                return match(method, node.any, variables);
            } else {
                variables.put(node.variable, segments.get(i));
                node = node.any;
            }
        }
        return match(method, node, variables);
    }

    private static Optional<Match> match(String method, Node node, Map<String, String> variables) {
        Route route = node.byMethod.get(method.equals("HEAD") ? "GET" : method);
        if (route == null && !node.byMethod.isEmpty()) {
            throw new HttpFailure(
                    405,
                    "expected one of %s, found %s"
                            .formatted(new TreeSet<>(node.byMethod.keySet()), method));
        }
        return Optional.ofNullable(route).map(found -> new Match(found, variables));
    }

    /** {@code /a/b/} is {@code a} and {@code b}. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static final class Node {
        private final Map<String, Node> fixed = new TreeMap<>();
        private final Map<String, Route> byMethod = new TreeMap<>();
        private @Nullable Node any;
        private String variable = "";
        private boolean takesRest;
    }
}
