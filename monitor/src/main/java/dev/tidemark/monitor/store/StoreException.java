package dev.tidemark.monitor.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A store that cannot be opened: where, what was expected, what was found, what to do. */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1;

    StoreException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
