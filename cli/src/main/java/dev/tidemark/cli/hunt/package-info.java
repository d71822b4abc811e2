/** The main job, step by step: exercise a live process, watch its memory, take its snapshots. */
@NullMarked
package dev.tidemark.cli.hunt;

import org.jspecify.annotations.NullMarked;
