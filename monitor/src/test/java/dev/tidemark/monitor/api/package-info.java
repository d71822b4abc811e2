@NullMarked
package dev.tidemark.monitor.api;

import org.jspecify.annotations.NullMarked;
