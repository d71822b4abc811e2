package ferry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a place costs; working it out takes long, so that is done once for each question. */
final class Fares {
    private record Fare(String reference, String route, long cents, int[] bySeason) {}

    private static final Map<String, Fare> BY_REFERENCE = new ConcurrentHashMap<>();

    long cents(String reference, Sailing sailing) {
        return BY_REFERENCE.computeIfAbsent(reference, key -> workOut(key, sailing)).cents();
    }

    private static Fare workOut(String reference, Sailing sailing) {
        int[] bySeason = new int[12];
        for (int month = 0; month < bySeason.length; month++) {
            bySeason[month] = sailing.baseCents() + 10 * (3 * month % 7);
        }
        return new Fare(reference, sailing.route(), bySeason[5], bySeason);
    }
}
