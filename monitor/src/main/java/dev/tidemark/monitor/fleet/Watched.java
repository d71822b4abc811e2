package dev.tidemark.monitor.fleet;

import dev.tidemark.model.RuntimeKind;
import org.jspecify.annotations.Nullable;

/**
 * A process that is watched.
 *
 * @param runtime as far as the names of its metrics tell
 * @param target the text that names it on the command line, such as {@code node:1234}; null when
 *     its memory is known only by numbers that somebody sends, so that no snapshot can be taken
 */
public record Watched(ProcessKey key, RuntimeKind runtime, @Nullable String target) {

    /** The same process with what another source knows better. */
    public Watched and(Watched other) {
        return new Watched(
                key,
                runtime == RuntimeKind.LINUX ? other.runtime : runtime,
                target == null ? other.target : target);
    }
}
