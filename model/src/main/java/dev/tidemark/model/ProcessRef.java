package dev.tidemark.model;

import org.jspecify.annotations.Nullable;

/**
 * A process that can be examined, or one isolate of it (a worker thread, a page).
 *
 * @param pid process id on this machine, or -1 when only an inspector URL is known
 * @param version of the runtime, such as {@code v20.20.2}; null when it is not known
 * @param title what a person calls it: the command line, or the title of the page
 * @param target the text that names it on the command line: {@code node:1234}, {@code ws://...}
 */
public record ProcessRef(
        RuntimeKind runtime, long pid, @Nullable String version, String title, String target) {}
