package dev.tidemark.capture.jvm;

import dev.tidemark.model.ClassHistogram;
import dev.tidemark.model.ClassHistogram.Use;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code GC.class_histogram} prints. */
final class HistogramText {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)");

    /** The number or address of a lambda or another hidden class. */
    private static final Pattern OF_THIS_RUN =
            Pattern.compile("(?<=\\$\\$Lambda)[$/+][^\\[;]*|[/+]0x[0-9a-fA-F]+");

    private static final Map<Character, String> PRIMITIVES =
            Map.of(
                    'Z', "boolean", 'B', "byte", 'C', "char", 'S', "short", 'I', "int", 'J', "long",
                    'F', "float", 'D', "double");

    private HistogramText() {}

    /** Empty when there is no row in it. */
    static ClassHistogram parse(String text) {
        Map<String, Use> classes = new HashMap<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            Use use = new Use(Long.parseLong(row.group(1)), Long.parseLong(row.group(2)));
            classes.merge(name(row.group(3)), use, Use::plus);
        }
        return new ClassHistogram(classes);
    }

    /** {@code java.lang.String[]} of {@code [Ljava.lang.String;}. */
    private static String name(String internal) {
        int dimensions = internal.lastIndexOf('[') + 1;
        String element = internal.substring(dimensions);
        if (dimensions > 0) {
            element =
                    element.startsWith("L")
                            ? element.substring(1).replace(";", "")
                            : PRIMITIVES.getOrDefault(element.charAt(0), element);
        }
        return OF_THIS_RUN.matcher(element).replaceAll("") + "[]".repeat(dimensions);
    }
}
