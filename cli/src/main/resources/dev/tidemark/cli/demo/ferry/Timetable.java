package ferry;

import java.util.Map;
import java.util.TreeMap;

/** All sailings of a day. */
final class Timetable {
    private static final String[] PORTS = {"Kyrkby", "Norsund", "Holmen", "Sandvik", "Utterö"};
    private static final String[] SHIPS = {"Alma", "Berta", "Carin"};
    private static final int SAILINGS = 60;

    private final Map<Integer, Sailing> byMinute = new TreeMap<>();

    Timetable() {
        for (int i = 0; i < SAILINGS; i++) {
            String from = PORTS[i % PORTS.length];
            String to = PORTS[(i + 1 + i / PORTS.length) % PORTS.length];
            int minute = 300 + 17 * i;
            byMinute.put(
                    minute,
                    new Sailing(from + "-" + to, SHIPS[i % SHIPS.length], minute, 900 + 50 * i));
        }
    }

    /** The sailing that a customer's reference means, or null: any number does. */
    Sailing sailing(String reference) {
        if (!reference.matches("\\d{1,9}")) {
            return null;
        }
        int minute = 300 + 17 * (Integer.parseInt(reference) % SAILINGS);
        return byMinute.get(minute);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        byMinute.values()
                .forEach(
                        sailing ->
                                text.append("%02d:%02d %s (%s)%n"
                                        .formatted(
                                                sailing.departsAtMinute() / 60,
                                                sailing.departsAtMinute() % 60,
                                                sailing.route(),
                                                sailing.ship())));
        return text.toString();
    }
}
