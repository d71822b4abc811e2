package dev.tidemark.heap.read.v8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stays of a name that says what something is, when a snapshot is redacted: V8 and browsers
 * write contents into some of them.
 */
final class ShapeTexts {
    /**
     * {@code 3 / part of key (Visitor @5) -> value (alice@shop.com @7) pair in WeakMap (table @9)}.
     */
    private static final Pattern WEAK_ENTRY =
            Pattern.compile(
                    "(\\d+ / part of key )\\(.* ?(@\\d+)\\)( -> value )\\(.* ?(@\\d+)\\)"
                            + "( pair in WeakMap \\(table @\\d+\\))",
                    Pattern.DOTALL);

    /** The script of a page or a module, which is a file; of its place not what was asked for. */
    private static final Pattern SCRIPT =
            Pattern.compile(
                    "((?:system / Script / )?[a-z][a-z0-9+.-]*://[^?#]*)[?#].*", Pattern.DOTALL);

    private static final Pattern STARTS_AS_SCRIPT =
            Pattern.compile("(?:system / Script / )?[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);

    /** A text that is its own address: {@code data:text/javascript,...}. */
    private static final Pattern DATA =
            Pattern.compile("((?:system / Script / )?(?:data|javascript|blob):).*", Pattern.DOTALL);

    /** {@code Window / https://shop/orders/4711}. */
    private static final Pattern ADDRESS =
            Pattern.compile("([a-z][a-z0-9+.-]*://)(?:[^@/\\s]*@)?([^/?#\\s)]*)[^\\s)]*");

    private static final Pattern CREDENTIALS = Pattern.compile("://[^@/\\s]*@");

    /** {@code <a href="...">}, also behind "Detached ". */
    private static final Pattern TAG =
            Pattern.compile("((?:Detached )?<(?!symbol )[\\w:-]+)\\s.*", Pattern.DOTALL);

    private ShapeTexts() {}

    static String of(String text) {
        Matcher weak = WEAK_ENTRY.matcher(text);
        if (weak.matches()) {
            return "%s(%s)%s(%s)%s"
                    .formatted(
                            weak.group(1),
                            weak.group(2),
                            weak.group(3),
                            weak.group(4),
                            weak.group(5));
        }
        Matcher data = DATA.matcher(text);
        if (data.matches()) {
            return data.group(1);
        }
        if (STARTS_AS_SCRIPT.matcher(text).matches()) {
            Matcher script = SCRIPT.matcher(text);
            String plain = script.matches() ? script.group(1) : text;
            return CREDENTIALS.matcher(plain).replaceFirst("://");
        }
        Matcher tag = TAG.matcher(text);
        if (tag.matches()) {
            return tag.group(1) + ">";
        }
        return text.contains("://") ? ADDRESS.matcher(text).replaceAll("$1$2") : text;
    }
}
