/**
 * Benchmarks: how long the stages take. {@code bench/run} runs them; their numbers inform, and
 * never fail a build.
 */
@NullMarked
package dev.tidemark.bench;

import org.jspecify.annotations.NullMarked;
