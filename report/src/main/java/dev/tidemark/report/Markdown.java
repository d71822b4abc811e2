package dev.tidemark.report;

import static dev.tidemark.report.TextPage.clean;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as GitHub's Markdown, whatever characters are in it: they come from a heap. */
final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>#|~$&]|^[-+]");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Markdown() {}

    /** Words, in a paragraph or in a cell of a table. */
    static String words(String text) {
        return SPECIAL.matcher(clean(text)).replaceAll("\\\\$0");
    }

    /** A name in a paragraph. */
    static String code(String text) {
        String clean = clean(text);
        String ticks = "`".repeat(longestTicks(clean) + 1);
        // One space on each side is taken off again.
        return ticks.length() == 1 ? ticks + clean + ticks : ticks + " " + clean + " " + ticks;
    }

    /** A name in a cell of a table, where a bar ends the cell even in code. */
    static String codeCell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** Lines as they are. */
    static String block(String text) {
        String fence = "`".repeat(Math.max(3, longestTicks(text) + 1));
        StringBuilder block = new StringBuilder(fence).append('\n');
        text.strip().lines().forEach(line -> block.append(clean(line)).append('\n'));
        return block.append(fence).append("\n").toString();
    }

    /** A part that is folded up at first. */
    static String folded(String summary, String markdown) {
        return String.format(
                Locale.ROOT,
                "<details><summary>%s</summary>\n\n%s\n</details>\n",
                Html.escaped(summary),
                markdown);
    }

    private static int longestTicks(String text) {
        Matcher run = BACKTICKS.matcher(text);
        int longest = 0;
        while (run.find()) {
            longest = Math.max(longest, run.end() - run.start());
        }
        return longest;
    }
}
