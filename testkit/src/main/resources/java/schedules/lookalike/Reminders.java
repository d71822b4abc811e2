package com.example.bookings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;

/** The last fifty bookings are reminded of. */
final class Reminders {
    private static final int OPEN = 50;

    private final Timer reminding = new Timer("reminders", true);
    private final Deque<TimerTask> open = new ArrayDeque<>();

    synchronized void remind(Booking booking) {
        TimerTask ask =
                new TimerTask() {
                    @Override
                    public void run() {
                        booking.seats[2]++;
                    }
                };
        reminding.schedule(ask, TimeUnit.HOURS.toMillis(2));
        open.add(ask);
        if (open.size() > OPEN) {
            open.remove().cancel();
            reminding.purge();
        }
    }
}
