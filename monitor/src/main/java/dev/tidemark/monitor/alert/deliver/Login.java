package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.settings.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to a receiver.
 *
 * @param user null when the secret is a token
 * @param secret null when nobody asks
 */
record Login(@Nullable String user, @Nullable Hidden secret) {
    static final Login NONE = new Login(null, null);

    Map<String, String> headers() throws IOException {
        if (secret == null) {
            return Map.of();
        }
        if (user == null) {
            return Map.of("Authorization", "Bearer " + secret.read());
        }
        byte[] both = (user + ":" + secret.read()).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }
}
