/**
 * The leak gate: a scenario is run in rounds until it is certain whether its operations leak, and
 * what leaks is named.
 */
@NullMarked
package dev.tidemark.gate;

import org.jspecify.annotations.NullMarked;
