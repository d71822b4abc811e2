package dev.tidemark.source.map;

import java.util.List;

/** Writes maps for tests: from a list of mappings in the order of the script. */
final class MapWriter {
    private static final String DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private MapWriter() {}

    /** One segment; without a source when that is negative, without a name when that is. */
    record Entry(int line, int column, int source, int originalLine, int originalColumn, int name) {
        Entry(int line, int column) {
            this(line, column, -1, 0, 0, -1);
        }
    }

    static String mappings(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        int[] before = new int[5];
        int line = 0;
        boolean first = true;
        for (Entry entry : entries) {
            for (; line < entry.line(); line++) {
                text.append(';');
                before[0] = 0;
                first = true;
            }
            if (!first) {
                text.append(',');
            }
            first = false;
            number(text, entry.column() - before[0]);
            before[0] = entry.column();
            if (entry.source() >= 0) {
                int[] fields = {
                    0, entry.source(), entry.originalLine(), entry.originalColumn(), entry.name()
                };
                int count = entry.name() >= 0 ? 5 : 4;
                for (int i = 1; i < count; i++) {
                    number(text, fields[i] - before[i]);
                    before[i] = fields[i];
                }
            }
        }
        return text.toString();
    }

    private static void number(StringBuilder text, int value) {
        long rest = value < 0 ? (-(long) value << 1) | 1 : (long) value << 1;
        do {
            int digit = (int) (rest & 31);
            rest >>>= 5;
            text.append(DIGITS.charAt(rest > 0 ? digit | 32 : digit));
        } while (rest > 0);
    }

    static String map(List<String> sources, List<String> names, List<Entry> entries) {
        return "{\"version\":3,\"sources\":%s,\"names\":%s,\"mappings\":\"%s\"}"
                .formatted(array(sources), array(names), mappings(entries));
    }

    private static String array(List<String> texts) {
        StringBuilder json = new StringBuilder("[");
        for (String text : texts) {
            json.append(json.length() > 1 ? "," : "").append('"').append(text).append('"');
        }
        return json.append(']').toString();
    }
}
