package dev.tidemark.monitor.http;

import java.util.Map;

/**
 * Bounds of the JDK's server, which it reads from properties of the whole JVM, once, when it is
 * used first. One that the command line of the JVM has set stays.
 */
final class JdkBounds {
    private static final Map<String, String> BOUNDS =
            Map.of(
                    // Seconds for headers and body to come in; a connection that sends nothing,
                    // too.
                    "sun.net.httpserver.maxReqTime", "20",
                    "sun.net.httpserver.clockTick", "2000",
                    // Each holds some 30 kB.
                    "jdk.httpserver.maxConnections", "4096",
                    "sun.net.httpserver.maxIdleConnections", "1024",
                    "sun.net.httpserver.maxReqHeaderSize", "32768",
                    "sun.net.httpserver.maxReqHeaders", "100",
                    // Headers and body are two writes: without this the second waits 40 ms.
                    "sun.net.httpserver.nodelay", "true");

    private JdkBounds() {}

    static void set() {
        BOUNDS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
