package dev.tidemark.capture.v8;

import dev.tidemark.capture.TargetUnreachableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One thing that an inspector offers to attach to: a Node.js process, or a tab of a browser.
 *
 * @param type {@code node}, {@code page}, {@code worker}...
 * @param socket where to attach
 */
public record InspectorPage(String type, String title, String url, URI socket) {

    /** All that the inspector at that address offers, in its order. */
    public static List<InspectorPage> list(URI address, Duration timeout)
            throws TargetUnreachableException {
        List<InspectorPage> pages = new ArrayList<>();
        for (JsonNode page : get(address, "/json/list", timeout)) {
            String socket = page.path("webSocketDebuggerUrl").asString("");
            if (!socket.isEmpty()) {
                pages.add(
                        new InspectorPage(
                                page.path("type").asString(""),
                                page.path("title").asString(""),
                                page.path("url").asString(""),
                                URI.create(socket)));
            }
        }
        return pages;
    }

    /** What runs behind the inspector: {@code node.js/v20.20.2}, {@code Chrome/150.0.1}. */
    public static String product(URI address, Duration timeout) throws TargetUnreachableException {
        return get(address, "/json/version", timeout).path("Browser").asString("");
    }

    private static JsonNode get(URI address, String path, Duration timeout)
            throws TargetUnreachableException {
        URI url = address.resolve(path);
        HttpRequest request = HttpRequest.newBuilder(url).timeout(timeout).build();
        try {
            return Json.parse(InspectorHttp.CLIENT.send(request, BodyHandlers.ofString()).body());
        } catch (JacksonException e) {
            throw unreachable(url, "an answer that is not JSON", e);
        } catch (IOException e) {
            String found = e.getMessage() == null ? "connection refused" : e.getMessage();
            throw unreachable(url, found, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(url, "an interruption", e);
        }
    }

    private static TargetUnreachableException unreachable(URI url, String found, Exception cause) {
        return new TargetUnreachableException(
                url.toString(),
                "an inspector",
                found,
                "Check host and port: Node prints them as \"Debugger listening on ws://...\", Chrome"
                        + " listens where it is started with --remote-debugging-port.",
                cause);
    }
}
