/**
 * Live processes: finding them, sampling their memory, and taking their snapshots without harming
 * them.
 */
@NullMarked
package dev.tidemark.capture;

import org.jspecify.annotations.NullMarked;
