@NullMarked
package dev.tidemark.source.map;

import org.jspecify.annotations.NullMarked;
