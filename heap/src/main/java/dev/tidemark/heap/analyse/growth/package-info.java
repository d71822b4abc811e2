/** What grew from one snapshot to the next, and in what it accumulates. */
@NullMarked
package dev.tidemark.heap.analyse.growth;

import org.jspecify.annotations.NullMarked;
