package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.fleet.Documents.Document;
import java.util.List;

/** Tells people. */
public interface Teller {
    /** Tells nobody. */
    Teller NOBODY =
            new Teller() {
                @Override
                public List<Document> plan(Alert alert, Change.Event event) {
                    return List.of();
                }

                @Override
                public void planned() {}
            };

    /**
     * What has to be kept so that an alert is told even if the monitor ends now. Called with the
     * alert's own document being written together with these.
     */
    List<Document> plan(Alert alert, Change.Event event);

    /** What was planned is kept: begin. */
    void planned();
}
