@NullMarked
package dev.tidemark.model;

import org.jspecify.annotations.NullMarked;
