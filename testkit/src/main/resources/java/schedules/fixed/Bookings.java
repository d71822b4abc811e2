package com.example.bookings;

import harness.Service;

/** Holds each booking for a while, and asks twice whether it is still wanted. */
public final class Bookings implements Service {
    private final Expiries expiries = new Expiries();
    private final Reminders reminders = new Reminders();

    @Override
    public Object handle(int number) {
        Booking booking = new Booking("booking-" + number);
        expiries.hold(booking);
        reminders.remind(booking);
        return booking.name;
    }
}
