/** Allocation profiles of a live process: exercise it while its allocations are recorded. */
@NullMarked
package dev.tidemark.cli.profile;

import org.jspecify.annotations.NullMarked;
