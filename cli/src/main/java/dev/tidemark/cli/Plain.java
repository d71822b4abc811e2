package dev.tidemark.cli;

/** Text that a terminal prints and does not obey: names of files and what stands in them. */
final class Plain {
    private Plain() {}

    /** The same text, control characters and those that turn its direction written out. */
    static String text(String any) {
        StringBuilder plain = new StringBuilder();
        any.codePoints()
                .forEach(c -> {
                    if (isObeyed(c)) {
                        plain.append("\\u%04x".formatted(c));
                    } else {
                        plain.appendCodePoint(c);
                    }
                });
        return plain.toString();
    }

    private static boolean isObeyed(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE;
    }
}
