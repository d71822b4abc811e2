package dev.tidemark.report;

/** How text is made to stand out: with terminal colours or, with {@link #PLAIN}, not at all. */
public enum Ink {
    PLAIN,
    COLOUR;

    public String bold(String text) {
        return sgr("1", text);
    }

    public String dim(String text) {
        return sgr("2", text);
    }

    public String red(String text) {
        return sgr("1;31", text);
    }

    public String green(String text) {
        return sgr("1;32", text);
    }

    public String yellow(String text) {
        return sgr("1;33", text);
    }

    public String cyan(String text) {
        return sgr("36", text);
    }

    private String sgr(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
