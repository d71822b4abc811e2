/**
 * What a leaking process is asked before anybody has to look: counts of its objects, and snapshots
 * where they do no harm, until the holder has a name.
 */
@NullMarked
package dev.tidemark.monitor.evidence;

import org.jspecify.annotations.NullMarked;
