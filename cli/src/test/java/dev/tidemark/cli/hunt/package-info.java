@NullMarked
package dev.tidemark.cli.hunt;

import org.jspecify.annotations.NullMarked;
