package com.example.bookings;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;

final class Reminders {
    private final Timer reminding = new Timer("reminders", true);

    void remind(Booking booking) {
        TimerTask ask =
                new TimerTask() {
                    @Override
                    public void run() {
                        booking.seats[2]++;
                    }
                };
        reminding.schedule(ask, TimeUnit.HOURS.toMillis(2));
        if (booking.name.endsWith("7")) {
            ask.cancel();
        }
    }
}
