/**
 * An HTTP server that may stand in the open: bounded in what it reads, holds and waits for, closed
 * to browsers on foreign pages, and silent about secrets.
 *
 * <p>It is the JDK's own, on virtual threads; docs/decisions/0028 says what that one does not bound
 * by itself.
 */
@NullMarked
package dev.tidemark.monitor.http;

import org.jspecify.annotations.NullMarked;
