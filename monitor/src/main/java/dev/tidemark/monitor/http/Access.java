package dev.tidemark.monitor.http;

import com.sun.net.httpserver.Headers;
import dev.tidemark.monitor.settings.Hidden;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells who calls, and what they may. Threads: any. */
final class Access {
    static final String COOKIE = "tidemark_session";
    static final Duration SESSION = Duration.ofHours(12);

    private static final Pattern UNTIL = Pattern.compile("[0-9]{1,12}");
    private static final String BEARER = "Bearer ";
    private static final Set<Permission> ALL = EnumSet.allOf(Permission.class);
    private static final Set<Permission> NOTHING = EnumSet.of(Permission.NONE);
    private static final Set<Permission> NO_SENDER =
            EnumSet.complementOf(EnumSet.of(Permission.SEND));
    private static final Set<Permission> SENDER = EnumSet.of(Permission.NONE, Permission.SEND);

    private final ServerSettings settings;
    private final InstantSource clock;

    Access(ServerSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Who calls.
     *
     * @param user as a proxy says; null when it is not known
     * @param byHeader whether a token in a header proves it, which no browser sends by itself
     */
    record Caller(Set<Permission> may, @Nullable String user, boolean byHeader) {}

    /** How people log in: {@code none}, {@code token} or {@code proxy}. */
    String login() {
        if (settings.token() != null) {
            return "token";
        }
        return settings.proxy() != null ? "proxy" : "none";
    }

    Caller caller(Headers headers, InetAddress from) throws IOException {
        Set<Permission> byToken = byToken(headers.getFirst("Authorization"));
        if (!byToken.isEmpty()) {
            return new Caller(byToken, null, true);
        }
        ServerSettings.Proxy proxy = settings.proxy();
        String user = proxy != null && proxy.is(from) ? headers.getFirst(proxy.userHeader()) : null;
        if (user != null && !user.isBlank()) {
            return new Caller(ALL, user.strip(), false);
        }
        if (login().equals("none")) {
            return new Caller(settings.ingestToken() == null ? ALL : NO_SENDER, null, false);
        }
        return new Caller(hasSession(headers) ? ALL : NOTHING, null, false);
    }

    private Set<Permission> byToken(@Nullable String authorization) throws IOException {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return Set.of();
        }
        String token = authorization.substring(BEARER.length()).strip();
        Hidden ingest = settings.ingestToken();
        if (isToken(token)) {
            return ALL;
        }
        return ingest != null && ingest.is(token) ? SENDER : Set.of();
    }

    boolean isToken(String token) throws IOException {
        Hidden expected = settings.token();
        return expected != null && expected.is(token);
    }

    /** What a browser that has shown the token is to send for the next twelve hours. */
    String newSession(Hidden token) throws IOException {
        long until = clock.instant().plus(SESSION).getEpochSecond();
        return until + "." + signed(token, until);
    }

    private boolean hasSession(Headers headers) throws IOException {
        for (String cookies : headers.getOrDefault("Cookie", List.of())) {
            for (String cookie : cookies.split(";", -1)) {
                String pair = cookie.strip();
                if (pair.startsWith(COOKIE + "=")
                        && isSession(pair.substring(COOKIE.length() + 1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSession(String value) throws IOException {
        Hidden token = settings.token();
        int dot = value.indexOf('.');
        if (token == null || !UNTIL.matcher(value.substring(0, Math.max(dot, 0))).matches()) {
            return false;
        }
        long until = Long.parseLong(value.substring(0, dot));
        return until > clock.instant().getEpochSecond()
                && MessageDigest.isEqual(
                        bytes(signed(token, until)), bytes(value.substring(dot + 1)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String signed(Hidden token, long until) throws IOException {
        return token.sign("session until " + until);
    }
}
