package dev.tidemark.monitor.alert;

import dev.tidemark.model.Finding;

/**
 * Who holds what leaks, as the evidence of an alert shows.
 *
 * @param fingerprint of the finding
 * @param holder as a person would name it
 * @param title of the finding, one line
 * @param fix what to change
 * @param evidence the id under which it is kept
 */
public record Cause(String fingerprint, String holder, String title, String fix, String evidence) {

    /** The cause that a finding names. */
    public static Cause of(Finding finding, String evidence) {
        return new Cause(
                finding.fingerprint(),
                finding.holder().path().toString(),
                finding.title(),
                finding.fix().change(),
                evidence);
    }
}
