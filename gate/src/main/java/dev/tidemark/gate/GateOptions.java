package dev.tidemark.gate;

import java.time.Duration;

/**
 * How long a gate may take, and by what chance its rounds are drawn.
 *
 * @param budget CPU seconds of the scenario's process and of ourselves together; of the clock, five
 *     times as much
 * @param timeout for the setup, for a single operation, and for what is expected to take a second
 * @param seed of the lengths and the order of the rounds
 * @param falseAlarmBound chance of calling growth a leak that does not depend on the operations
 */
public record GateOptions(Duration budget, Duration timeout, long seed, double falseAlarmBound) {

    /** One false alarm in 10,000 runs at most. */
    public static final double FALSE_ALARM_BOUND = 1e-4;
}
