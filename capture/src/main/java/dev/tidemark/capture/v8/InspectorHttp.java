package dev.tidemark.capture.v8;

import java.net.http.HttpClient;
import java.util.concurrent.Executors;

/** The one HTTP client for inspectors; its threads do not keep the JVM alive. */
final class InspectorHttp {
    /**
     * HTTP/1.1, since Node answers an offer of HTTP/2 with "WebSockets request was expected". No
     * proxy: an inspector is local, or was named by its address.
     */
    static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    private InspectorHttp() {}
}
