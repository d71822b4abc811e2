package dev.tidemark.report;

import dev.tidemark.profile.ProfileComparison;

/**
 * Two allocation profiles side by side.
 *
 * @param before the file of the earlier one
 * @param after the file of the later one
 * @param top functions to list
 */
public record ProfileDiffReport(
        String before, String after, ProfileComparison comparison, int top) {}
