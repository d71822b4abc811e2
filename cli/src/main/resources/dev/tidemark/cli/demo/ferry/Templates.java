package ferry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Texts with gaps; each is prepared when it is needed first. */
final class Templates {
    private static final Map<String, String> BY_NAME = new ConcurrentHashMap<>();
    private static final ThreadLocal<StringBuilder> BUFFER =
            ThreadLocal.withInitial(() -> new StringBuilder(256));

    private Templates() {}

    static String fill(String name, Booking booking) {
        StringBuilder text = BUFFER.get();
        text.setLength(0);
        return text.append(BY_NAME.computeIfAbsent(name, Templates::prepare))
                .append(booking.number())
                .append(' ')
                .append(booking.sailing().route())
                .append(" with ")
                .append(booking.sailing().ship())
                .append(": ")
                .append(booking.cents() / 100.0)
                .toString();
    }

    private static String prepare(String name) {
        return name.toUpperCase() + " no. ";
    }
}
