/** The file of settings, read section by section; what is wrong in it is said in one line. */
@NullMarked
package dev.tidemark.monitor.settings;

import org.jspecify.annotations.NullMarked;
