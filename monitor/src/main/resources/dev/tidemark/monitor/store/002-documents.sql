-- Alerts, deliveries, silences, evidence: small texts, each replaced as a whole.
CREATE TABLE document (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    millis BIGINT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE INDEX document_by_age ON document (kind, is_open, millis);
