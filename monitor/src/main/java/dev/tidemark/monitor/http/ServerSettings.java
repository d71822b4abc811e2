package dev.tidemark.monitor.http;

import dev.tidemark.monitor.settings.Hidden;
import dev.tidemark.monitor.settings.Section;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
        @Nullable Hidden token,
        @Nullable Hidden ingestToken,
        List<String> hosts,
        @Nullable Proxy proxy) {
    /** Where a monitor listens when nothing else is said. */
    public static final InetSocketAddress USUAL =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 7117);

    private static final String ONLY_HERE =
            "an address of this machine alone, or token_file, token_env or proxy beside it";

    /** Shorter tokens can be guessed. */
    private static final int FEWEST_CHARACTERS = 16;

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

        private static Proxy of(Section section) {
            section.only("addresses", "user_header");
            String header = section.needed("user_header", "a name such as X-Forwarded-User");
            List<String> addresses = section.texts("addresses");
            try {
                List<AddressRange> ranges = addresses.stream().map(AddressRange::of).toList();
                if (!ranges.isEmpty()) {
                    return new Proxy(ranges, header);
                }
            } catch (IllegalArgumentException e) {
                // Told below.
            }
            throw section.wrong("addresses", "some such as 10.0.0.0/8", addresses.toString());
        }

        boolean is(InetAddress address) {
            return addresses.stream().anyMatch(range -> range.contains(address));
        }
    }

    public ServerSettings {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (!listen.getAddress().isLoopbackAddress() && token == null && proxy == null) {
            throw new IllegalArgumentException(
                    "server.listen: expected %s, found %s"
                            .formatted(ONLY_HERE, listen.getAddress().getHostAddress()));
        }
    }

    /** Only for this machine, and without a token. */
    public static ServerSettings onLoopback(int port) {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new ServerSettings(listen, null, null, List.of(), null);
    }

    /** The same at another address. */
    public ServerSettings at(InetSocketAddress other) {
        return new ServerSettings(other, token, ingestToken, hosts, proxy);
    }

    /** The same, with a token. */
    public ServerSettings withToken(Hidden secret) {
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
     * The section {@code server} of the settings.
     *
     * @throws IllegalArgumentException one line: where, what was expected and found
     */
    public static ServerSettings of(Section section) {
        section.only(
                "listen",
                "token_file",
                "token_env",
                "ingest_token_file",
                "ingest_token_env",
                "hosts",
                "proxy");
        InetSocketAddress listen = listen(section);
        Hidden token = token(section, "token");
        Proxy proxy = section.has("proxy") ? Proxy.of(section.section("proxy")) : null;
        if (!listen.getAddress().isLoopbackAddress() && token == null && proxy == null) {
            throw section.wrong("listen", ONLY_HERE, listen.getAddress().getHostAddress());
        }
        return new ServerSettings(
                listen, token, token(section, "ingest_token"), section.texts("hosts"), proxy);
    }

    private static InetSocketAddress listen(Section section) {
        String text = section.text("listen");
        try {
            return text == null ? USUAL : address(text, "listen");
        } catch (IllegalArgumentException e) {
            throw section.wrong("listen", "ADDRESS:PORT such as 0.0.0.0:7117", "" + text);
        }
    }

    /** Read once: those who have shown it stay logged in until the server is started anew. */
    private static @Nullable Hidden token(Section section, String name) {
        Hidden secret = section.secret(name);
        if (secret == null) {
            return null;
        }
        try {
            String token = secret.read();
            if (token.length() < FEWEST_CHARACTERS) {
                throw section.wrong(
                        section.has(name + "_file") ? name + "_file" : name + "_env",
                        "a token of at least %d characters, such as openssl rand -hex 32 makes"
                                .formatted(FEWEST_CHARACTERS),
                        "one of " + token.length());
            }
            return Hidden.of(token);
        } catch (IOException e) {
            throw section.wrong(name + "_file", "a file that can be read", "one that cannot");
        }
    }
}
