/**
 * Tests that fail on a leak: {@link dev.tidemark.junit.NoLeak} on a method, {@link
 * dev.tidemark.junit.Leaks} for anything else. Tidemark itself runs as a process of its own.
 */
@NullMarked
package dev.tidemark.junit;

import org.jspecify.annotations.NullMarked;
