package dev.tidemark.monitor.alert;

/** What has become of an alert. */
public record Change(Alert alert, Event event) {
    /** What happened. */
    public enum Event {
        /** It was seen for the first time. */
        PENDING,
        /** It was not seen for long enough: it is forgotten, and nobody was told. */
        DROPPED,
        FIRING,
        /** It became more urgent, its cause is known, or it is about fewer or more instances. */
        UPDATED,
        ACKNOWLEDGED,
        RESOLVED
    }
}
