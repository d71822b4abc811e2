package dev.tidemark.monitor.ingest.pull;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pods of a cluster, listed once and then watched: from the version of the list on, the API
 * tells every change. Used by one thread.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">the protocol</a>
 */
final class KubernetesPods {
    private static final String SOURCE = "kubernetes";
    private static final int GONE = 410;
    private static final int MOST_EVENT_BYTES = 4 << 20;
    private static final Duration WATCH = Duration.ofMinutes(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final KubernetesSettings settings;
    private final String path;
    private final KubernetesApi api;
    private final Scraper scraper;
    private final StatusBoard board;
    private final Map<String, ScrapeTarget> targets = new HashMap<>();
    private String version = "";
    private Duration rest = Duration.ZERO;

    /**
     * @param namespace to look in; empty: all
     */
    KubernetesPods(
            KubernetesSettings settings,
            String namespace,
            KubernetesApi api,
            Scraper scraper,
            StatusBoard board) {
        this.settings = settings;
        this.path =
                namespace.isEmpty() ? "/api/v1/pods" : "/api/v1/namespaces/" + namespace + "/pods";
        this.api = api;
        this.scraper = scraper;
        this.board = board;
    }

    private String name() {
        return settings.api() + path;
    }

    /** Lists if there is need to, then watches until the API ends it, or something is wrong. */
    boolean step() throws InterruptedException {
        Instant began = board.clock().instant();
        try {
            if (version.isEmpty()) {
                list();
            }
            board.put(SOURCE, name(), began, null);
            watch();
            rest = Duration.ZERO;
        } catch (IOException | JacksonException e) {
            board.put(
                    SOURCE, name(), began, String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            // What has changed meanwhile cannot be known: all is asked for again, at leisure.
            version = "";
            rest = rest.isZero() ? Duration.ofSeconds(1) : rest.multipliedBy(2);
            rest = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
            api.rest(rest);
        }
        return true;
    }

    private void list() throws IOException, InterruptedException {
        Map<String, ScrapeTarget> listed = new HashMap<>();
        String more = "";
        String newest;
        do {
            String page = more.isEmpty() ? "" : "&continue=" + KubernetesApi.encoded(more);
            JsonNode list = JsonMapper.shared().readTree(api.get(uri("?limit=500" + page)));
            for (JsonNode pod : list.path("items")) {
                PodTargets.of(pod, settings.interval())
                        .ifPresent(target -> listed.put(nameOf(pod), target));
            }
            more = list.path("metadata").path("continue").asString("");
            newest = list.path("metadata").path("resourceVersion").asString("");
        } while (!more.isEmpty());
        if (newest.isEmpty()) {
            throw new IOException(name() + ": expected a list of pods, found others");
        }
        targets.clear();
        targets.putAll(listed);
        version = newest;
        tell();
    }

    private void watch() throws IOException, InterruptedException {
        URI uri =
                uri(
                        "?watch=1&allowWatchBookmarks=true&timeoutSeconds=%d&resourceVersion=%s"
                                .formatted(WATCH.toSeconds(), KubernetesApi.encoded(version)));
        try (InputStream in = new BufferedInputStream(api.open(uri, WATCH.plusSeconds(30)))) {
            byte[] line = line(in);
            while (line.length > 0 && event(JsonMapper.shared().readTree(line))) {
                line = line(in);
            }
        }
    }

    /** Whether to go on with what follows. */
    private boolean event(JsonNode event) throws IOException {
        JsonNode pod = event.path("object");
        String type = event.path("type").asString("");
        if (type.equals("ERROR")) {
            version = "";
            if (pod.path("code").asInt(0) == GONE) {
                // Our version is too old to go on from: not a failure, all is listed again.
                return false;
            }
            throw new IOException(
                    "%s: expected a change, found %s"
                            .formatted(name(), pod.path("message").asString("an error")));
        }
        version = pod.path("metadata").path("resourceVersion").asString(version);
        boolean changed =
                switch (type) {
                    case "ADDED", "MODIFIED" -> changed(pod);
                    case "DELETED" -> targets.remove(nameOf(pod)) != null;
                    default -> false;
                };
        if (changed) {
            tell();
        }
        return true;
    }

    private boolean changed(JsonNode pod) {
        ScrapeTarget now = PodTargets.of(pod, settings.interval()).orElse(null);
        ScrapeTarget before =
                now == null ? targets.remove(nameOf(pod)) : targets.put(nameOf(pod), now);
        return now == null ? before != null : !now.equals(before);
    }

    private void tell() {
        scraper.targets(name(), targets.values());
    }

    private static String nameOf(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        return metadata.path("namespace").asString("") + "/" + metadata.path("name").asString("");
    }

    private URI uri(String query) {
        return URI.create(settings.api().toString().replaceAll("/+$", "") + path + query);
    }

    /** The next line; empty at the end. */
    private byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == MOST_EVENT_BYTES) {
                throw new IOException(name() + ": expected a change of a pod, found endless text");
            }
            line.write(next);
        }
        return line.toByteArray();
    }
}
