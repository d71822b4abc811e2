/**
 * Allocation profiles in files: pprof, speedscope, collapsed stacks and V8's {@code .heapprofile}
 * are read and written; Flight Recorder's recordings and V8's tracked allocations are read.
 */
@NullMarked
package dev.tidemark.profile.file;

import org.jspecify.annotations.NullMarked;
