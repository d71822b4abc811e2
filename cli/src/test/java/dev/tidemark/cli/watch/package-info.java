/** What watching a process needs beside samples and a screen. */
@NullMarked
package dev.tidemark.cli.watch;

import org.jspecify.annotations.NullMarked;
