package dev.tidemark.monitor.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a page, from the class path. A path that is no file is the page itself: it has views
 * with addresses of their own. Kept in memory once asked for. Threads: any.
 */
public final class PageFiles {
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("webmanifest", "application/manifest+json"));

    private final Class<?> beside;
    private final String folder;
    private final Map<String, PageFile> kept = new ConcurrentHashMap<>();

    /**
     * @param beside a class of the module whose resources these are
     * @param folder such as {@code /dev/tidemark/monitor/web/}
     */
    public PageFiles(Class<?> beside, String folder) {
        this.beside = beside;
        this.folder = folder;
    }

    void handle(Call call) throws IOException {
        List<String> segments = call.segments();
        String path = segments.isEmpty() ? INDEX : String.join("/", segments);
        PageFile file =
                find(path)
                        .or(() -> isFile(path) ? Optional.empty() : find(INDEX))
                        .orElseThrow(
                                () -> new HttpFailure(404, "there is nothing at this address"));
        call.set(
                "Cache-Control",
                path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        call.set("Vary", "Accept-Encoding");
        boolean zip = file.zipped.length < file.bytes.length && call.takesGzip();
        String tag = '"' + file.tag + (zip ? "-gzip" : "") + '"';
        call.set("ETag", tag);
        if (call.header("If-None-Match").orElse("").contains(tag)) {
            call.answer(304);
            return;
        }
        call.set("Content-Type", file.type);
        if (zip) {
            call.set("Content-Encoding", "gzip");
        }
        call.send(200, zip ? file.zipped : file.bytes);
    }

    /** A last segment with a dot in it was meant as a file, and must not become the page. */
    private static boolean isFile(String path) {
        return path.indexOf('.', path.lastIndexOf('/') + 1) >= 0;
    }

    private Optional<PageFile> find(String path) {
        PageFile known = kept.get(path);
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (known != null || type == null || ("/" + path + "/").contains("/../")) {
            return Optional.ofNullable(known);
        }
        PageFile read = read(path, type);
        if (read != null) {
            kept.put(path, read);
        }
        return Optional.ofNullable(read);
    }

    private @Nullable PageFile read(String path, String type) {
        try (InputStream in = beside.getResourceAsStream(folder + path)) {
            if (in == null) {
                return null;
            }
            return new PageFile(type, in.readAllBytes());
        } catch (IOException e) {
            return null;
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A file as it is, and compressed. */
    private static final class PageFile {
        private final String type;
        private final byte[] bytes;
        private final byte[] zipped;
        private final String tag;

        private PageFile(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
            this.zipped = Call.gzip(bytes);
            this.tag = tag(bytes);
        }
    }
}
