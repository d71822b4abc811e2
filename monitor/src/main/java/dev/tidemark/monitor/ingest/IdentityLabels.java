package dev.tidemark.monitor.ingest;

import dev.tidemark.monitor.fleet.ProcessKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which labels say of which process a series is. Of each list the first label that is there counts;
 * dots and underscores in names are the same.
 */
public record IdentityLabels(List<String> service, List<String> build, List<String> instance) {
    private static final String UNNAMED = "unnamed";
    private static final int LONGEST = 200;
    private static final int DIGEST_LENGTH = 12;

    private static final List<String> IMAGE = List.of("image", "container_image_name");
    private static final List<String> NAMESPACE = List.of("namespace", "k8s_namespace_name");
    private static final List<String> POD = List.of("pod", "k8s_pod_name", "pod_name");
    private static final List<String> HOST = List.of("host_name", "host", "hostname", "node");

    /** Of a container's series the job is the exporter's, and the instance that exporter. */
    private static final List<String> CONTAINER =
            List.of(
                    "app_kubernetes_io_name",
                    "container",
                    "k8s_container_name",
                    "container_name",
                    "k8s_deployment_name",
                    "name");

    public IdentityLabels {
        service = MetricNames.plain(service);
        build = MetricNames.plain(build);
        instance = MetricNames.plain(instance);
    }

    /** What Prometheus, OpenTelemetry, Micrometer and Kubernetes use. */
    public static IdentityLabels standard() {
        return new IdentityLabels(
                List.of(
                        "service.name",
                        "app.kubernetes.io/name",
                        "app",
                        "application",
                        "job",
                        "service",
                        "k8s.deployment.name",
                        "container"),
                List.of(
                        "service.version",
                        "version",
                        "app.kubernetes.io/version",
                        "build",
                        "release",
                        "container.image.tag",
                        "container.image.tags",
                        "image_tag"),
                List.of("service.instance.id", "instance"));
    }

    /**
     * The process that a series with these labels is of.
     *
     * @param container whether it is about a container, not about a process itself
     * @return empty when it is of no container, but of a group of them
     */
    Optional<ProcessKey> keyOf(Map<String, String> labels, boolean container) {
        Optional<String> name = Meaning.first(container ? CONTAINER : service, labels);
        if (container && (name.isEmpty() || name.get().equals("POD"))) {
            return Optional.empty();
        }
        String instanceName =
                pod(labels)
                        .or(() -> container ? name : Meaning.first(instance, labels))
                        .orElseGet(() -> hostAndPid(labels));
        return Optional.of(
                new ProcessKey(
                        bounded(name.orElse(UNNAMED)),
                        bounded(buildOf(labels)),
                        bounded(instanceName)));
    }

    /** A pod's name is unique in its namespace only. */
    private static Optional<String> pod(Map<String, String> labels) {
        String namespace = Meaning.first(NAMESPACE, labels).map(name -> name + "/").orElse("");
        return Meaning.first(POD, labels).map(name -> namespace + name);
    }

    private static String hostAndPid(Map<String, String> labels) {
        String host = Meaning.first(HOST, labels).orElse("");
        String pid = labels.get("process_pid");
        return pid == null ? host : host + ":" + pid;
    }

    private String buildOf(Map<String, String> labels) {
        return Meaning.first(build, labels)
                .or(() -> Meaning.first(IMAGE, labels).map(IdentityLabels::tag))
                .orElse("");
    }

    /** {@code host:5000/shop/checkout:1.4} is 1.4; an image named by its digest, its beginning. */
    private static String tag(String image) {
        int digest = image.indexOf("@sha256:");
        String name = digest < 0 ? image : image.substring(0, digest);
        int colon = name.lastIndexOf(':');
        if (colon > name.lastIndexOf('/')) {
            return name.substring(colon + 1);
        }
        int start = digest + "@sha256:".length();
        return digest < 0
                ? ""
                : image.substring(start, Math.min(image.length(), start + DIGEST_LENGTH));
    }

    /** The labels that do not name the process, as one text. */
    String others(Map<String, String> labels) {
        Set<String> own = new HashSet<>(service);
        own.addAll(build);
        own.addAll(instance);
        own.addAll(NAMESPACE);
        own.addAll(POD);
        own.addAll(HOST);
        own.add("process_pid");
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .filter(label -> !own.contains(label.getKey()))
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }

    private static String bounded(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
