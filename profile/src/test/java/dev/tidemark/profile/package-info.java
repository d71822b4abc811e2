@NullMarked
package dev.tidemark.profile;

import org.jspecify.annotations.NullMarked;
