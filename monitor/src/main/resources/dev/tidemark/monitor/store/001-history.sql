-- One text for both databases. SQLite takes BYTEA for a type of its own making, and stores bytes in it as they come.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE process (
    id INTEGER PRIMARY KEY,
    service TEXT NOT NULL,
    build TEXT NOT NULL,
    instance TEXT NOT NULL,
    runtime TEXT NOT NULL,
    target TEXT,
    first_millis BIGINT NOT NULL,
    last_millis BIGINT NOT NULL,
    UNIQUE (service, build, instance)
);

-- What came in, a row every few seconds, until it becomes chunks.
CREATE TABLE journal (
    segment INTEGER NOT NULL,
    number INTEGER NOT NULL,
    data BYTEA NOT NULL,
    PRIMARY KEY (segment, number)
);

-- Readings of a process over some hours (tier 0), or five minutes (1) or an hour (2) of them as one.
CREATE TABLE chunk (
    process INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    from_millis BIGINT NOT NULL,
    to_millis BIGINT NOT NULL,
    data BYTEA NOT NULL
);

CREATE INDEX chunk_by_process ON chunk (process, to_millis, from_millis);

CREATE INDEX chunk_by_age ON chunk (tier, to_millis, process);

CREATE TABLE detector (
    process INTEGER PRIMARY KEY,
    until_millis BIGINT NOT NULL,
    state BYTEA NOT NULL
);
