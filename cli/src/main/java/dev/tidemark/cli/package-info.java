/** The command line: wires the stages together, prints what they say, and sets the exit code. */
@NullMarked
package dev.tidemark.cli;

import org.jspecify.annotations.NullMarked;
