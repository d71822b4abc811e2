/** Puts the parts of the monitor together and runs them. */
@NullMarked
package dev.tidemark.monitor.service;

import org.jspecify.annotations.NullMarked;
