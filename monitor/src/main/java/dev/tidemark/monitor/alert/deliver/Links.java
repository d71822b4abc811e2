package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where people find an alert.
 *
 * @param base of the monitor's page as people reach it; null when nobody said
 */
public record Links(@Nullable URI base) {
    Optional<String> of(Alert alert) {
        if (base == null) {
            return Optional.empty();
        }
        String page = base.toString();
        return Optional.of(page + (page.endsWith("/") ? "" : "/") + "#/alert/" + alert.id());
    }
}
