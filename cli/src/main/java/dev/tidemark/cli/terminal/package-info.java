/** What a person sees while a command runs: progress and colours, only on a terminal. */
@NullMarked
package dev.tidemark.cli.terminal;

import org.jspecify.annotations.NullMarked;
