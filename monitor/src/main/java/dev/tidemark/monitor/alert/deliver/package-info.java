/**
 * Alerts are brought to people and to the systems that wake them, at least once whatever fails: one
 * small class for each kind of receiver, and one worker for all.
 */
@NullMarked
package dev.tidemark.monitor.alert.deliver;

import org.jspecify.annotations.NullMarked;
