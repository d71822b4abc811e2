/** V8's inspector protocol: one isolate as a target that is sampled, collected and snapshotted. */
@NullMarked
package dev.tidemark.capture.v8;

import org.jspecify.annotations.NullMarked;
