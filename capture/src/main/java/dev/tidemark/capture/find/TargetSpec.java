package dev.tidemark.capture.find;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person types to name a target. */
sealed interface TargetSpec {
    /** Any process, told by its pid: what it is has to be found out. */
    record AnyProcess(long pid) implements TargetSpec {}

    /** A process that is Node.js, whatever its program file is called. */
    record NodeProcess(long pid) implements TargetSpec {}

    /** A process that is a JVM. */
    record JvmProcess(long pid) implements TargetSpec {}

    /** A JMX server. */
    record Jmx(String url) implements TargetSpec {}

    /** The WebSocket of an inspector. */
    record Socket(URI url) implements TargetSpec {}

    /** An inspector that lists what it offers. */
    record Inspector(URI url) implements TargetSpec {}

    /** A page of a browser with a debugging port; its URL or title has {@code part} in it. */
    record BrowserPage(int port, String part) implements TargetSpec {}

    Pattern PROCESS = Pattern.compile("(node:|jvm:)?(\\d{1,10})");
    Pattern PAGE = Pattern.compile("chrome:(\\d{1,5})(?:/(.*))?");

    /**
     * Reads what was typed.
     *
     * @throws IllegalArgumentException if it names nothing; the message says what would
     */
    static TargetSpec parse(String spec) {
        Matcher process = PROCESS.matcher(spec);
        if (process.matches()) {
            long pid = Long.parseLong(process.group(2));
            return switch (process.group(1)) {
                case null -> new AnyProcess(pid);
                case "jvm:" -> new JvmProcess(pid);
                default -> new NodeProcess(pid);
            };
        }
        Matcher page = PAGE.matcher(spec);
        if (page.matches()) {
            String part = page.group(2);
            return new BrowserPage(Integer.parseInt(page.group(1)), part == null ? "" : part);
        }
        if (spec.startsWith("service:jmx:")) {
            return new Jmx(spec);
        }
        if (spec.startsWith("ws://") || spec.startsWith("wss://")) {
            return new Socket(url(spec));
        }
        if (spec.startsWith("http://") || spec.startsWith("https://")) {
            return new Inspector(url(spec));
        }
        throw unknown(spec);
    }

    private static URI url(String spec) {
        try {
            URI url = URI.create(spec);
            if (url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Says which character is wrong, but not what to do.
            throw unknown(spec);
        }
        throw unknown(spec);
    }

    private static IllegalArgumentException unknown(String spec) {
        return new IllegalArgumentException(
                ("%s: expected a target, found none. Name it as 1234, node:1234, jvm:1234,"
                                + " ws://host:port/id, http://host:port, chrome:9222/part-of-url or"
                                + " service:jmx:...; `tidemark ps` lists what is here.")
                        .formatted(spec));
    }
}
