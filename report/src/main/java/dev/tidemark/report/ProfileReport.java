package dev.tidemark.report;

import dev.tidemark.profile.AllocationProfile;
import java.util.List;

/**
 * An allocation profile and where it comes from.
 *
 * @param subject the target or the file
 * @param unit one operation in a word, such as {@code request}
 * @param written files that the profile was written to
 * @param top functions to list
 */
public record ProfileReport(
        String subject, AllocationProfile profile, String unit, List<String> written, int top) {
    public ProfileReport {
        written = List.copyOf(written);
    }
}
