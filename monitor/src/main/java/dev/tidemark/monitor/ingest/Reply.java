package dev.tidemark.monitor.ingest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An answer of HTTP: empty, one line of text, or what its headers say. */
public final class Reply {
    private static final int NO_CONTENT = 204;
    private static final int UNAVAILABLE = 503;
    private static final int LONGEST = 80;
    private static final String RETRY_SECONDS = "5";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    Reply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** Not to be changed. */
    public byte[] body() {
        return body;
    }

    static Reply done(Map<String, String> headers) {
        return new Reply(NO_CONTENT, headers, new byte[0]);
    }

    /** Senders do not try that again. */
    static Reply refusal(int status, String line) {
        return text(status, Map.of(), line);
    }

    /** Senders try again a little later. */
    static Reply busy(String line) {
        return text(UNAVAILABLE, Map.of("Retry-After", RETRY_SECONDS), line);
    }

    /** The beginning of what somebody sent, fit to stand in a line. */
    static String brief(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
    }

    private static Reply text(int status, Map<String, String> headers, String line) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "text/plain; charset=utf-8");
        return new Reply(status, all, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
