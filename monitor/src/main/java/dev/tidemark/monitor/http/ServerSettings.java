package dev.tidemark.monitor.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a server listens, and whom it lets in.
 *
 * @param listen its address; port 0 for any free one
 * @param token what a person or script needs to read and act; null when a proxy tells who it is, or
 *     when only this machine can connect
 * @param ingestToken what a sender of measurements needs; it opens nothing else. The other token
 *     does, too
 * @param hosts names under which browsers reach the server, besides localhost and addresses
 * @param proxy whom to believe who the user is; null for nobody
 */
public record ServerSettings(
        InetSocketAddress listen,
        @Nullable Secret token,
        @Nullable Secret ingestToken,
        List<String> hosts,
        @Nullable Proxy proxy) {
    /** Where a monitor listens when nothing else is said. */
    public static final InetSocketAddress USUAL =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 7117);

    private static final Set<String> KEYS =
            Set.of(
                    "listen",
                    "token_file",
                    "token_env",
                    "ingest_token_file",
                    "ingest_token_env",
                    "hosts",
                    "proxy");

    /**
     * A proxy that has checked who the user is, by OpenID Connect or otherwise.
     *
     * @param addresses from which it connects
     * @param userHeader the header in which it says who the user is; it must remove one that its
     *     own clients sent
     */
    record Proxy(List<AddressRange> addresses, String userHeader) {
        public Proxy {
            addresses = List.copyOf(addresses);
        }

        boolean is(InetAddress address) {
            return addresses.stream().anyMatch(range -> range.contains(address));
        }
    }

    public ServerSettings {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (!listen.getAddress().isLoopbackAddress() && token == null && proxy == null) {
            throw new IllegalArgumentException(
                    "server.listen: expected an address of this machine alone when there is no"
                            + " token,"
                            + " found %s; set token_file, token_env or proxy"
                                    .formatted(listen.getAddress().getHostAddress()));
        }
    }

    /** Only for this machine, and without a token. */
    public static ServerSettings onLoopback(int port) {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new ServerSettings(listen, null, null, List.of(), null);
    }

    /** The same, with a token. */
    public ServerSettings withToken(Secret secret) {
        return new ServerSettings(listen, secret, ingestToken, hosts, proxy);
    }

    /**
     * The same at another address, such as {@code 0.0.0.0:7117}, {@code [::]:7117} or {@code 7117}.
     */
    public static InetSocketAddress address(String text, String where) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
        try {
            InetAddress address =
                    host.isEmpty() || host.equals("localhost")
                            ? InetAddress.getLoopbackAddress()
                            : InetAddress.ofLiteral(host);
            return new InetSocketAddress(address, Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s: expected ADDRESS:PORT such as 0.0.0.0:7117, found %s"
                            .formatted(where, text),
                    e);
        }
    }

    /**
     * The section {@code server} of a file of settings.
     *
     * @param section may be missing
     * @param where the file's name, for errors
     * @param environment a variable's value, or null
     * @throws IllegalArgumentException one line: where, what was expected and found
     */
    public static ServerSettings of(
            JsonNode section, String where, UnaryOperator<@Nullable String> environment) {
        Reader reader = new Reader(section, where + ": server", environment);
        reader.onlyKnown();
        String listen = reader.text("listen");
        return new ServerSettings(
                listen == null ? USUAL : address(listen, where + ": server.listen"),
                reader.secret("token"),
                reader.secret("ingest_token"),
                reader.texts(section.path("hosts"), "hosts"),
                reader.proxy());
    }

    private record Reader(
            JsonNode section, String where, UnaryOperator<@Nullable String> environment) {

        void onlyKnown() {
            for (String name : section.propertyNames()) {
                if (!KEYS.contains(name)) {
                    throw wrong(name, "one of " + KEYS.stream().sorted().toList(), "it");
                }
            }
        }

        @Nullable String text(String name) {
            JsonNode node = section.path(name);
            if (node.isMissingNode() || node.isNull()) {
                return null;
            }
            if (!node.isString() && !node.isNumber()) {
                throw wrong(name, "a text", node.toString());
            }
            return node.asString();
        }

        List<String> texts(JsonNode node, String name) {
            List<String> texts = new ArrayList<>();
            if (!node.isMissingNode() && !node.isArray()) {
                throw wrong(name, "a list of texts", node.toString());
            }
            for (JsonNode one : node) {
                texts.add(one.asString());
            }
            return texts;
        }

        @Nullable Secret secret(String name) {
            String file = text(name + "_file");
            String variable = text(name + "_env");
            if (file != null) {
                try {
                    return Secret.of(Files.readString(Path.of(file)), where + "." + name + "_file");
                } catch (IOException e) {
                    throw wrong(name + "_file", "a file that can be read", file);
                }
            }
            if (variable == null) {
                return null;
            }
            String value = environment.apply(variable);
            if (value == null) {
                throw wrong(name + "_env", "a variable that is set", variable);
            }
            return Secret.of(value, where + "." + name + "_env");
        }

        @Nullable Proxy proxy() {
            JsonNode node = section.path("proxy");
            if (node.isMissingNode()) {
                return null;
            }
            String header = node.path("user_header").asString("");
            List<String> addresses = texts(node.path("addresses"), "proxy.addresses");
            if (header.isEmpty() || addresses.isEmpty()) {
                throw wrong("proxy", "addresses and user_header", node.toString());
            }
            try {
                return new Proxy(addresses.stream().map(AddressRange::of).toList(), header);
            } catch (IllegalArgumentException e) {
                throw wrong(
                        "proxy.addresses", "addresses such as 10.0.0.0/8", addresses.toString());
            }
        }

        private IllegalArgumentException wrong(String name, String expected, String found) {
            return new IllegalArgumentException(
                    "%s.%s: expected %s, found %s".formatted(where, name, expected, found));
        }
    }
}
