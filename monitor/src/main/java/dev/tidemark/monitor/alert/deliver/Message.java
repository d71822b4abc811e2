package dev.tidemark.monitor.alert.deliver;

import java.net.URI;
import java.util.Map;

/** What is posted. Its address and headers may hold secrets. */
record Message(URI to, Map<String, String> headers, String body) {}
