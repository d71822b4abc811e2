package dev.tidemark.monitor.fleet;

/**
 * Which process: an instance of a build of a service. It keeps its key over restarts.
 *
 * @param service what people call it, such as {@code checkout}
 * @param build version, commit or image that it runs; empty when that is not known
 * @param instance one of several of the same build: host and port, pod, or process id
 */
public record ProcessKey(String service, String build, String instance) {}
