package com.example.bookings;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

final class Expiries {
    private final ScheduledThreadPoolExecutor expiring =
            new ScheduledThreadPoolExecutor(1, Daemons.named("expiries"));
    private final ScheduledThreadPoolExecutor polling =
            new ScheduledThreadPoolExecutor(1, Daemons.named("polls"));

    Expiries() {
        expiring.setRemoveOnCancelPolicy(true);
        polling.setRemoveOnCancelPolicy(true);
    }

    void hold(Booking booking) {
        ScheduledFuture<?> timeout =
                expiring.schedule(() -> booking.seats[0] = 0, 30, TimeUnit.MINUTES);
        ScheduledFuture<?> poll =
                polling.scheduleAtFixedRate(() -> booking.seats[1]++, 1, 1, TimeUnit.HOURS);
        timeout.cancel(false);
        poll.cancel(false);
    }
}
