package dev.tidemark.capture;

/**
 * A script that the runtime has loaded.
 *
 * @param id by which a heap snapshot's locations name it
 * @param url where it comes from: a path, {@code file:}, {@code node:}, {@code https:}; empty for
 *     evaluated code
 */
public record Script(int id, String url) {}
