@NullMarked
package dev.tidemark.source.classes;

import org.jspecify.annotations.NullMarked;
