/** What the Linux kernel tells of a process: /proc, sockets, and the memory that is left to it. */
@NullMarked
package dev.tidemark.capture.linux;

import org.jspecify.annotations.NullMarked;
