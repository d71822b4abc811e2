/** What the objects of a JVM's heap mean to a person: who owns them and how paths read. */
@NullMarked
package dev.tidemark.heap.analyse.jvm;

import org.jspecify.annotations.NullMarked;
