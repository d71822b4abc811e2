/**
 * The values that stages hand to each other: sizes, processes, samples, paths, findings, verdicts.
 */
@NullMarked
package dev.tidemark.model;

import org.jspecify.annotations.NullMarked;
