package dev.tidemark.monitor.store;

import dev.tidemark.monitor.settings.Hidden;
import dev.tidemark.monitor.settings.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The section {@code store} of the settings: where everything is kept, and for how long. */
public record StoreSection(StoreLocation location, Retention retention) {
    /**
     * Reads it.
     *
     * @param folder where to keep it when the section does not say
     * @throws IllegalArgumentException if something is wrong in it: one line
     */
    public static StoreSection of(Section section, Path folder) {
        section.only("at", "password_file", "password_env", "keep");
        return new StoreSection(location(section, folder), retention(section.section("keep")));
    }

    private static StoreLocation location(Section section, Path folder) {
        @Nullable Hidden password = section.secret("password");
        try {
            return StoreLocation.of(
                    section.text("at", folder.toString()),
                    password == null ? Optional.empty() : Optional.of(password.read()));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s: %s".formatted(section.where(), e.getMessage()), e);
        }
    }

    private static Retention retention(Section keep) {
        keep.only("readings", "five_minutes", "hours");
        Retention standard = Retention.standard();
        Duration raw = keep.time("readings", standard.raw());
        Duration fine = keep.time("five_minutes", standard.fine());
        Duration coarse = keep.time("hours", standard.coarse());
        if (raw.compareTo(fine) > 0 || fine.compareTo(coarse) > 0) {
            throw keep.wrong(
                    "readings",
                    "at most five_minutes, and that at most hours",
                    "%s, %s, %s".formatted(raw, fine, coarse));
        }
        return new Retention(raw, fine, coarse);
    }
}
