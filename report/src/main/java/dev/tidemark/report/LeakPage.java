package dev.tidemark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the documentation says of a leak pattern: the page of {@code docs/leaks}, which the build
 * puts beside this class.
 *
 * @param title without the pattern's name: {@code listeners, observers, callbacks}
 * @param summary the first paragraph, in one line
 * @param markdown all of it
 */
record LeakPage(String title, String summary, String markdown) {
    /** Patterns of JVMs whose name V8 has, too. */
    private static final String OF_JVMS = "-jvm";

    private static final LeakPage UNKNOWN =
            new LeakPage(
                    "growth without an end that fits no known pattern",
                    "Something is added for each operation and never removed; the retaining path"
                            + " says what holds it.",
                    "");

    /** The page of a pattern; of both runtimes where both have a pattern of this name. */
    static LeakPage of(String pattern) {
        List<String> pages = new ArrayList<>();
        read(pattern).ifPresent(pages::add);
        read(pattern + OF_JVMS).ifPresent(pages::add);
        return pages.isEmpty() ? UNKNOWN : parse(String.join("\n", pages));
    }

    private static LeakPage parse(String markdown) {
        String[] parts = markdown.split("\n\n", 3);
        String title = parts[0].replaceFirst("^# `[^`]*`: ", "").strip();
        String summary = parts.length > 1 ? parts[1].replace('\n', ' ').strip() : title;
        return new LeakPage(title, summary, markdown);
    }

    private static Optional<String> read(String page) {
        try (InputStream text = LeakPage.class.getResourceAsStream("leaks/" + page + ".md")) {
            return text == null
                    ? Optional.empty()
                    : Optional.of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
