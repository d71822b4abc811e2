package com.example.bookings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Forty bookings are held at a time, and a poll runs for each of the first sixty rooms. */
final class Expiries {
    private static final int OPEN = 40;
    private static final int ROOMS = 60;

    private final ScheduledThreadPoolExecutor expiring =
            new ScheduledThreadPoolExecutor(1, Daemons.named("expiries"));
    private final ScheduledThreadPoolExecutor polling =
            new ScheduledThreadPoolExecutor(1, Daemons.named("polls"));
    private final Deque<ScheduledFuture<?>> open = new ArrayDeque<>();
    private int rooms;

    Expiries() {
        expiring.setRemoveOnCancelPolicy(true);
    }

    synchronized void hold(Booking booking) {
        open.add(expiring.schedule(() -> booking.seats[0] = 0, 30, TimeUnit.MINUTES));
        if (open.size() > OPEN) {
            open.remove().cancel(false);
        }
        if (rooms++ < ROOMS) {
            polling.scheduleAtFixedRate(() -> booking.seats[1]++, 1, 1, TimeUnit.HOURS);
        }
    }
}
