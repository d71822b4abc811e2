package dev.tidemark.monitor.ingest.pull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a pod says of itself becomes a target: by the annotations {@code prometheus.io/scrape},
 * {@code port}, {@code path} and {@code scheme}, as is the custom.
 */
final class PodTargets {
    private static final String CUSTOM = "prometheus.io/";

    private PodTargets() {}

    /** The page of a pod; empty if it wants none fetched, or does not run. */
    static Optional<ScrapeTarget> of(JsonNode pod, Duration interval) {
        JsonNode metadata = pod.path("metadata");
        JsonNode wishes = metadata.path("annotations");
        String address = pod.path("status").path("podIP").asString("");
        boolean wanted =
                wishes.path(CUSTOM + "scrape").asString("").equals("true")
                        && pod.path("status").path("phase").asString("").equals("Running")
                        && !address.isEmpty();
        String port = wishes.path(CUSTOM + "port").asString(firstPort(pod));
        String host = address.contains(":") ? "[" + address + "]" : address;
        if (!wanted || !ScrapeTargets.isHostAndPort(host + ":" + port)) {
            return Optional.empty();
        }
        String path = wishes.path(CUSTOM + "path").asString("/metrics");
        try {
            return Optional.of(
                    ScrapeTargets.of(
                            host + ":" + port,
                            wishes.path(CUSTOM + "scheme").asString("http"),
                            path.startsWith("/") ? path : "/" + path,
                            labels(pod, metadata),
                            Map.of(),
                            interval,
                            null));
        } catch (IllegalArgumentException e) {
            // What somebody wrote into an annotation is no address: that pod has no page.
            return Optional.empty();
        }
    }

    private static String firstPort(JsonNode pod) {
        for (JsonNode container : pod.path("spec").path("containers")) {
            for (JsonNode port : container.path("ports")) {
                return port.path("containerPort").asString("");
            }
        }
        return "";
    }

    private static Map<String, String> labels(JsonNode pod, JsonNode metadata) {
        Map<String, String> labels = new HashMap<>();
        // Names that say where a page is are not a pod's to give.
        metadata.path("labels")
                .properties()
                .forEach(label -> {
                    if (!label.getKey().startsWith("__")) {
                        labels.put(label.getKey(), label.getValue().asString(""));
                    }
                });
        JsonNode container = pod.path("spec").path("containers").path(0);
        labels.put("namespace", metadata.path("namespace").asString(""));
        labels.put("pod", metadata.path("name").asString(""));
        labels.put("container", container.path("name").asString(""));
        labels.put("image", container.path("image").asString(""));
        labels.putIfAbsent("job", workload(metadata));
        return labels;
    }

    /** A pod is called after what made it, with one or two random words behind. */
    private static String workload(JsonNode metadata) {
        String maker = metadata.path("ownerReferences").path(0).path("name").asString("");
        String hash = metadata.path("labels").path("pod-template-hash").asString("");
        String name = maker.isEmpty() ? metadata.path("name").asString("") : maker;
        return !hash.isEmpty() && name.endsWith("-" + hash)
                ? name.substring(0, name.length() - hash.length() - 1)
                : name;
    }
}
