package dev.tidemark.capture;

import java.time.Duration;

/** Collections since we attached, those that we asked for included. */
public record GcActivity(long major, Duration majorTime, long minor, Duration minorTime) {}
