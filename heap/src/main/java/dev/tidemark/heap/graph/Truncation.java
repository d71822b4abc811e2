package dev.tidemark.heap.graph;

/**
 * A snapshot that ends too early and was read up to there.
 *
 * @param offset byte of the file at which it ends
 * @param lost what is missing because of it, in words
 */
public record Truncation(long offset, String lost) {}
