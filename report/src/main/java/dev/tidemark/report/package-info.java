/** Findings and verdicts become text, JSON, Markdown and one self-contained HTML page. */
@NullMarked
package dev.tidemark.report;

import org.jspecify.annotations.NullMarked;
