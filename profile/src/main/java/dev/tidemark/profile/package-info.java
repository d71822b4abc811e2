/**
 * Allocation profiles: which code allocates how much, and how much of it is still alive. Merged,
 * compared, summed by function, and examined; {@code dev.tidemark.profile.file} reads and writes
 * them.
 */
@NullMarked
package dev.tidemark.profile;

import org.jspecify.annotations.NullMarked;
