/** Memory series from files and servers, on their way to a verdict. */
@NullMarked
package dev.tidemark.cli.judge;

import org.jspecify.annotations.NullMarked;
