/**
 * What tests are made of: heaps drawn as text, the snapshot files they become, random heaps,
 * leaking sample programs.
 */
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
