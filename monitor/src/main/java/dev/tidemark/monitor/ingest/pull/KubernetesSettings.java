package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.monitor.settings.Section;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster whose pods say by their annotations that they want to be scraped.
 *
 * @param api the address of its API; within a pod that of the cluster around it
 * @param token file with the token of the service account; missing: none is sent
 * @param authority file with the certificates that the API's is signed by; missing: those that the
 *     system trusts
 * @param namespaces to look in; none: all
 */
public record KubernetesSettings(
        URI api, Path token, Path authority, List<String> namespaces, Duration interval) {
    private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";

    static @Nullable KubernetesSettings of(Section section) {
        if (section.node().isMissingNode()) {
            return null;
        }
        section.only("api", "token_file", "authority_file", "namespaces", "interval");
        Duration interval = section.time("interval", ScrapeSettings.INTERVAL);
        if (!interval.isPositive()) {
            throw section.wrong("interval", "more than 0", interval.toString());
        }
        URI api = section.url("api");
        return new KubernetesSettings(
                api == null ? around(section) : api,
                Path.of(section.text("token_file", ACCOUNT + "token")),
                Path.of(section.text("authority_file", ACCOUNT + "ca.crt")),
                section.texts("namespaces"),
                interval);
    }

    private static URI around(Section section) {
        String host = section.environment().value("KUBERNETES_SERVICE_HOST");
        String port = section.environment().value("KUBERNETES_SERVICE_PORT");
        if (host == null || port == null) {
            throw section.wrong("api", "the URL of the cluster's API, outside of a pod", "nothing");
        }
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }
}
