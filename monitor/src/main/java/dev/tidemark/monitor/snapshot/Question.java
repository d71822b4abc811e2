package dev.tidemark.monitor.snapshot;

import java.util.List;
import java.util.Map;

/** The parameters of one question, checked as they are read. */
record Question(Map<String, String> parameters) {
    static final int USUAL_ROWS = 100;
    static final int MOST_ROWS = 500;

    /** A question that cannot be answered, in words for a person. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    String text(String name) {
        return parameters.getOrDefault(name, "").strip();
    }

    boolean has(String name) {
        return !text(name).isEmpty();
    }

    int number(String name, int usual, int least, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            return Math.clamp(Long.parseLong(text), least, most);
        } catch (NumberFormatException e) {
            throw new Refused(400, "%s: expected a number, found %s".formatted(name, text));
        }
    }

    int offset() {
        return number("offset", 0, 0, Integer.MAX_VALUE - MOST_ROWS);
    }

    int limit() {
        return number("limit", USUAL_ROWS, 0, MOST_ROWS);
    }

    /** By what to sort; the first of the names unless another is asked for. */
    String sort(String... names) {
        String wanted = text("sort");
        if (wanted.isEmpty()) {
            return names[0];
        }
        if (!List.of(names).contains(wanted)) {
            throw new Refused(
                    400, "sort: expected one of %s, found %s".formatted(List.of(names), wanted));
        }
        return wanted;
    }

    /** Whether the order is a falling one. */
    boolean falls(boolean usual) {
        return switch (text("order")) {
            case "" -> usual;
            case "asc" -> false;
            case "desc" -> true;
            default -> throw new Refused(400, "order: expected asc or desc");
        };
    }
}
