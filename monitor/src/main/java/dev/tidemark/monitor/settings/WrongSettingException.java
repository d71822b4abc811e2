package dev.tidemark.monitor.settings;

/** A setting that cannot be: where it stands, what was expected, and what was found. */
public final class WrongSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String place;
    private final String reason;

    /**
     * @param place its file, then the names that lead to it, with dots between them
     */
    WrongSettingException(String place, String expected, String found) {
        this(place, "expected %s, found %s".formatted(expected, found));
    }

    private WrongSettingException(String place, String reason) {
        super(place + ": " + reason);
        this.place = place;
        this.reason = reason;
    }

    /** Its file, then the names that lead to it, with dots between them. */
    public String place() {
        return place;
    }

    /** What was expected, and what was found. */
    public String reason() {
        return reason;
    }
}
