package dev.tidemark.monitor.http;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page of somebody else makes a browser send: by a name that was made to point here
 * (DNS rebinding), or from another origin.
 */
final class Guard {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<String> names;

    /**
     * @param names under which the server is reached, besides localhost and addresses
     */
    Guard(List<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Throws unless a request is for us, and from a page of ours or from no page. */
    void check(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOurs(nameOf(hosts.getFirst()))) {
            throw new HttpFailure(
                    403,
                    "Host: expected localhost, an address, or a name listed in server.hosts, found "
                            + shortened(hosts.toString()));
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !authorityOf(origin).equals(withoutUsualPort(hosts.getFirst()))) {
            throw new HttpFailure(403, "Origin: expected this server, found " + shortened(origin));
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !OWN_SITES.contains(site)) {
            throw new HttpFailure(403, "expected a request from a page of this server");
        }
    }

    /** A page whose address is a number was not reached by a name, so no name can have lied. */
    private boolean isOurs(String name) {
        return name.equals("localhost") || names.contains(name) || isAddress(name);
    }

    private static boolean isAddress(String name) {
        if (name.isEmpty() || "[:0123456789".indexOf(name.charAt(0)) < 0) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(name.replaceAll("[\\[\\]]", "")) != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static String nameOf(@Nullable String host) {
        String lower = host == null ? "" : host.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
    }

    /** The host and port of an origin; empty for one that has none, such as {@code null}. */
    private static String authorityOf(String origin) {
        int slashes = origin.indexOf("://");
        return slashes < 0 ? "" : withoutUsualPort(origin.substring(slashes + 3));
    }

    private static String withoutUsualPort(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
