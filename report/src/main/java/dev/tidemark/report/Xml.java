package dev.tidemark.report;

/** XML 1.0 that grows tag by tag. Values are escaped: they come from a heap. */
final class Xml {
    private final StringBuilder xml =
            new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /** A start tag; attributes as name, value, name, value. */
    Xml start(String tag, String... attributes) {
        return tag(tag, attributes, ">");
    }

    /** An element without content. */
    Xml empty(String tag, String... attributes) {
        return tag(tag, attributes, "/>\n");
    }

    Xml end(String tag) {
        xml.append("</").append(tag).append(">\n");
        return this;
    }

    Xml newLine() {
        xml.append('\n');
        return this;
    }

    Xml text(String text) {
        append(text, false);
        return this;
    }

    private Xml tag(String tag, String[] attributes, String end) {
        xml.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.append(' ').append(attributes[i]).append("=\"");
            append(attributes[i + 1], true);
            xml.append('"');
        }
        xml.append(end);
        return this;
    }

    private void append(String text, boolean inAttribute) {
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> xml.append("&amp;");
                        case '<' -> xml.append("&lt;");
                        case '>' -> xml.append("&gt;");
                        case '"' -> xml.append("&quot;");
                        // A parser would make spaces of them in attributes, and of \r everywhere.
                        case '\n', '\t' -> {
                            if (inAttribute) {
                                xml.append("&#").append(c).append(';');
                            } else {
                                xml.append((char) c);
                            }
                        }
                        case '\r' -> xml.append("&#13;");
                        default -> xml.appendCodePoint(isCharacter(c) ? c : 0xfffd);
                    }
                });
    }

    /** What may stand in a document of XML 1.0, escaped or not. */
    private static boolean isCharacter(int c) {
        return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }

    @Override
    public String toString() {
        return xml.toString();
    }
}
