package dev.tidemark.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns addresses of scripts, maps and sources into files of this machine. */
final class Addresses {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):(//[^/]*)?");

    private Addresses() {}

    /** The file that a script's name stands for; empty for what is no file. */
    static Optional<Path> file(String script) {
        if (script.startsWith("/")) {
            return path(script);
        }
        return script.startsWith("file://") ? ofFileUrl(script) : Optional.empty();
    }

    private static Optional<Path> ofFileUrl(String url) {
        try {
            String path = new URI(url).getPath();
            return path == null ? Optional.empty() : path(path);
        } catch (URISyntaxException e) {
            return path(url.substring("file://".length()));
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static boolean hasScheme(String address) {
        return SCHEME.matcher(address).lookingAt();
    }

    /** The file that an address means in a file of that folder; percent signs are decoded. */
    static Optional<Path> relative(Path folder, String address) {
        if (hasScheme(address)) {
            return file(address);
        }
        String decoded = address;
        try {
            String path = new URI(address).getPath();
            decoded = path == null ? address : path;
        } catch (URISyntaxException e) {
            // Not encoded, then.
        }
        try {
            return Optional.of(folder.resolve(decoded).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * How a source is called in paths and locations: its file, or what its address says when it has
     * none on this machine.
     *
     * @param folder of the map
     */
    static String source(Path folder, String source) {
        Matcher scheme = SCHEME.matcher(source);
        if (!scheme.lookingAt()) {
            return relative(folder, source).map(Path::toString).orElse(source);
        }
        return switch (scheme.group(1)) {
            case "file" -> file(source).map(Path::toString).orElse(source);
            case "http", "https" -> source;
            // webpack://shop/./src/cache.ts?4f2a: what stands behind the name of the bundle.
            default -> inProject(folder, source.substring(scheme.end()));
        };
    }

    /**
     * How a source of a page's script is called: its URL, or what stands behind the name of the
     * bundle.
     *
     * @param script the script's URL
     */
    static String source(String script, String source) {
        Matcher scheme = SCHEME.matcher(source);
        if (scheme.lookingAt()) {
            return scheme.group(1).startsWith("http")
                    ? source
                    : withoutBundle(source.substring(scheme.end()));
        }
        try {
            return new URI(script).resolve(new URI(null, null, source, null)).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return source;
        }
    }

    private static String withoutBundle(String address) {
        return address.replaceFirst("\\?[^/?]*$", "").replaceFirst("^/*(\\./+)*", "");
    }

    private static String inProject(Path folder, String address) {
        String path = withoutBundle(address);
        for (Path above = folder; above != null; above = above.getParent()) {
            Optional<Path> file = relative(above, path.isEmpty() ? "." : path);
            if (file.isPresent() && Files.isRegularFile(file.get())) {
                return file.get().toString();
            }
        }
        return path;
    }
}
