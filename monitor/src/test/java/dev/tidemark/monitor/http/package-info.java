@NullMarked
package dev.tidemark.monitor.http;

import org.jspecify.annotations.NullMarked;
