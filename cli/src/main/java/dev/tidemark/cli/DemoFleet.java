package dev.tidemark.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Five bundled services, each a process of its own: two leak, one of them on Node.js and one on the
 * JVM, and three do not. They make their own traffic.
 */
final class DemoFleet implements AutoCloseable {
    private final List<Service> services = new ArrayList<>();
    private final Path folder;

    /**
     * A service that runs.
     *
     * @param target the text that names it on the command line
     */
    record Service(String name, String build, String target, Process process) {}

    private DemoFleet(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts all five; {@link #close} ends them.
     *
     * @param folder for their sources and what they print; there is none of their files yet
     */
    static DemoFleet start(Path folder) throws IOException {
        DemoFiles.unpack("demo/fleet", folder);
        DemoFiles.compile(folder);
        DemoFleet fleet = new DemoFleet(folder);
        try {
            fleet.node("checkout", "2.7.0");
            fleet.node("catalog", "5.1.3");
            fleet.node("gateway", "1.0.9");
            fleet.jvm("tickets", "3.2.0", "fleet.Tickets");
            fleet.jvm("quotes", "1.8.2", "fleet.Quotes");
        } catch (IOException e) {
            fleet.close();
            throw e;
        }
        return fleet;
    }

    List<Service> services() {
        return List.copyOf(services);
    }

    private void node(String name, String build) throws IOException {
        // Ports of their own: each would want 9229 otherwise, where another program may listen.
        List<String> command =
                List.of("node", "--inspect=127.0.0.1:0", folder.resolve(name + ".js").toString());
        start(name, build, "node", command);
    }

    private void jvm(String name, String build, String main) throws IOException {
        List<String> command =
                List.of(
                        DemoFiles.java(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        folder.toString(),
                        main);
        start(name, build, "jvm", command);
    }

    private void start(String name, String build, String runtime, List<String> command)
            throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile())
                        .start();
        services.add(new Service(name, build, runtime + ":" + process.pid(), process));
    }

    /**
     * Settings, as a file has them, of a monitor that has little time: it watches these services.
     */
    String settings() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            sources(json);
            json.writeObjectPropertyStart("alerts");
            json.writeStringProperty("hold", "20s");
            json.writeStringProperty("longest_hold", "20s");
            json.writeObjectPropertyStart("near_limit");
            json.writeStringProperty("within", "1m");
            json.writeEndObject();
            json.writeEndObject();
            json.writeObjectPropertyStart("evidence");
            json.writeStringProperty("apart", "12s");
            json.writeStringProperty("every", "1m");
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private void sources(JsonGenerator json) {
        json.writeObjectPropertyStart("sources");
        json.writeObjectPropertyStart("local");
        json.writeStringProperty("interval", "1s");
        // By themselves JVMs would not collect their old objects in the minutes that this takes.
        json.writeStringProperty("gc_budget", "600/h");
        json.writeArrayPropertyStart("targets");
        for (Service service : services) {
            json.writeStartObject();
            json.writeStringProperty("target", service.target());
            json.writeStringProperty("service", service.name());
            json.writeStringProperty("build", service.build());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Ends all services; their sources stay. */
    @Override
    public void close() {
        for (Service service : services) {
            service.process().destroy();
        }
    }
}
