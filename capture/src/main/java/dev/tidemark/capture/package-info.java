/**
 * Live processes: the values and failures that every kind of capture shares. {@code capture.find}
 * finds and attaches to targets, {@code capture.v8} speaks V8's inspector protocol, {@code
 * capture.linux} reads what the kernel knows.
 */
@NullMarked
package dev.tidemark.capture;

import org.jspecify.annotations.NullMarked;
