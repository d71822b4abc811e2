/** What the objects of V8 and Node.js mean to the people whose program they belong to. */
@NullMarked
package dev.tidemark.heap.analyse.v8;

import org.jspecify.annotations.NullMarked;
