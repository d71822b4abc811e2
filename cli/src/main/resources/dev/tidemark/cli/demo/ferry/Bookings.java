package ferry;

import java.util.concurrent.atomic.AtomicInteger;

final class Bookings {
    private final AtomicInteger numbers = new AtomicInteger(1000);

    /** A booking that is told what happens to its ship. */
    Booking open(Sailing sailing, long cents) {
        Booking booking = new Booking(numbers.incrementAndGet(), sailing, cents);
        Harbour.HOME.addListener(
                (ship, news) -> {
                    if (ship.equals(sailing.ship())) {
                        booking.notice(news);
                    }
                });
        return booking;
    }
}
