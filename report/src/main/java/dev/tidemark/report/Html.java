package dev.tidemark.report;

import java.util.List;
import java.util.function.Consumer;

/** HTML that grows tag by tag. Everything that is not a tag is escaped: it comes from a heap. */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /**
     * An element around what {@code content} adds.
     *
     * @param tag with its attributes, such as {@code p class="fix"}; never text from outside
     */
    Html element(String tag, Consumer<Html> content) {
        html.append('<').append(tag).append('>');
        content.accept(this);
        int space = tag.indexOf(' ');
        html.append("</").append(space < 0 ? tag : tag.substring(0, space)).append('>');
        return this;
    }

    /** An element that holds only text. */
    Html element(String tag, String text) {
        return element(tag, inner -> inner.text(text));
    }

    /** An element without an end. */
    Html empty(String tag) {
        html.append('<').append(tag).append('>');
        return this;
    }

    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** One element for each item. */
    <T> Html each(List<T> items, Consumer<T> item) {
        items.forEach(item);
        return this;
    }

    /** Our own style sheet or script, as it is. */
    Html raw(String ours) {
        html.append(ours);
        return this;
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append(c);
                // Neither a control character nor half a surrogate pair may stand in HTML.
                default -> safe.append(isText(text, i) ? c : '\ufffd');
            }
        }
        return safe.toString();
    }

    private static boolean isText(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
