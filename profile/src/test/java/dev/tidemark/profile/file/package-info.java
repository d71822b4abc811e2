@NullMarked
package dev.tidemark.profile.file;

import org.jspecify.annotations.NullMarked;
