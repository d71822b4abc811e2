package dev.tidemark.monitor.ingest.pull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The API of a cluster, asked with the service account's token, which is read each time because
 * Kubernetes exchanges it. Threads: any; calls wait, and end when it is closed.
 */
final class KubernetesApi implements AutoCloseable {
    private static final int OK = 200;
    private static final long MOST_LIST_BYTES = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KubernetesSettings settings;
    private final HttpClient client;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @throws IOException if the file of its authority holds no certificates
     */
    KubernetesApi(KubernetesSettings settings) throws IOException {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if (Files.exists(settings.authority())) {
            builder.sslContext(trust());
        }
        this.client = builder.connectTimeout(PATIENCE).build();
    }

    private SSLContext trust() throws IOException {
        try (InputStream in = Files.newInputStream(settings.authority())) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + store.size(), each);
            }
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    settings.authority() + ": expected certificates, found " + e.getMessage(), e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The whole answer. */
    byte[] get(URI uri) throws IOException, InterruptedException {
        return answer(uri, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_LIST_BYTES));
    }

    /** An answer that goes on, for so long at most: then it ends as if the API had ended it. */
    InputStream open(URI uri, Duration atMost) throws IOException, InterruptedException {
        InputStream in = answer(uri, BodyHandlers.ofInputStream());
        Executor later =
                CompletableFuture.delayedExecutor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> _ = CompletableFuture.runAsync(() -> end(in), later);
        return in;
    }

    private static void end(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // It has ended already, which is all that we want.
            return;
        }
    }

    private <T> T answer(URI uri, BodyHandler<T> handler) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        if (Files.exists(settings.token())) {
            String token = Files.readString(settings.token()).strip();
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<T> response = client.send(request.build(), handler);
        if (response.statusCode() != OK) {
            throw new IOException(
                    "%s: expected HTTP 200, found %d".formatted(uri, response.statusCode()));
        }
        return response.body();
    }

    /** Waits, unless it is closed meanwhile. */
    void rest(Duration time) throws InterruptedException {
        closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        client.shutdownNow();
    }
}
