package dev.tidemark.profile.file;

import java.net.URI;
import java.net.URISyntaxException;

/** Scripts as V8 names them: paths of modules come as {@code file://} URLs, others as they are. */
final class V8Url {
    private static final String FILE = "file://";

    private V8Url() {}

    /** A path where the URL is one of a file, else the URL. */
    static String file(String url) {
        if (!url.startsWith(FILE)) {
            return url;
        }
        try {
            String path = new URI(url).getPath();
            return path == null || path.isEmpty() ? url : path;
        } catch (URISyntaxException e) {
            return url;
        }
    }

    /** The URL of an absolute path; anything else as it is. */
    static String url(String file) {
        if (!file.startsWith("/")) {
            return file;
        }
        try {
            return new URI("file", "", file, null).toString();
        } catch (URISyntaxException e) {
            return file;
        }
    }
}
