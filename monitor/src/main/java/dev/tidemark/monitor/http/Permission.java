package dev.tidemark.monitor.http;

/** What a client is allowed, or what a handler asks for. */
public enum Permission {
    /** Nothing is needed: what is answered is no secret. */
    NONE,
    /** To hand in measurements. */
    SEND,
    /** To see what is known. */
    READ,
    /** To change something: silence, capture. */
    ACT;
}
