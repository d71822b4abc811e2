package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.AlertWords;
import dev.tidemark.monitor.alert.Change.Event;
import java.time.Instant;

/**
 * Something to tell.
 *
 * @param id the same whenever the same is told again
 */
record Notice(String id, Event event, Alert alert, Instant now) {
    AlertWords words() {
        return new AlertWords(alert, now);
    }
}
