package ferry;

import java.net.URI;

/** Which page a path asks for. */
final class Routes {
    private final Timetable timetable = new Timetable();
    private final Fares fares = new Fares();
    private final Bookings bookings = new Bookings();
    private final Receipts receipts = new Receipts();
    private final RecentSearches recent = new RecentSearches();

    Page page(URI address) {
        String path = address.getPath();
        Trace.enter(path);
        try {
            if (path.startsWith("/sailing/")) {
                return sailing(path.substring("/sailing/".length()));
            }
            if (path.equals("/recent")) {
                return Page.ok(recent.text());
            }
            return path.equals("/") ? Page.ok(timetable.text()) : Page.notFound(path);
        } finally {
            Trace.leave();
        }
    }

    /** Shows a sailing, and holds a place on it until it is paid for. */
    private Page sailing(String number) {
        Sailing sailing = timetable.sailing(number);
        if (sailing == null) {
            return Page.notFound("sailing " + number);
        }
        recent.add(sailing.route());
        long cents = fares.cents(number, sailing);
        Booking booking = bookings.open(sailing, cents);
        receipts.print(booking);
        return Page.ok(Templates.fill("sailing", booking));
    }
}
