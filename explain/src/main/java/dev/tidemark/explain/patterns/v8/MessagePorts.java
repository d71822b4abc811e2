package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Message ports, channels and workers that are never closed. */
final class MessagePorts implements V8Pattern {
    @Override
    public String id() {
        return "message-ports";
    }

    private static final Set<String> TYPES = Set.of("MessagePort", "BroadcastChannel", "Worker");

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt port = suspect.entryOrPart(part -> suspect.isOfRuntime(part, TYPES));
        if (port.isEmpty()) {
            return Optional.empty();
        }
        String type = suspect.typeOf(port.getAsInt());
        return Optional.of(
                Match.of(
                        "%ss are opened and never closed".formatted(type),
                        List.of(
                                "an open %s is held by the event loop, also when no variable holds it"
                                        .formatted(type),
                                "each keeps its listeners and what was sent to it and not yet read"),
                        fix(type.equals("Worker"))));
    }

    private static Fix fix(boolean worker) {
        return Fix.of(
                        worker
                                ? "End each worker when its work is done, or give work to a pool of a fixed"
                                        + " number of them."
                                : "Close one end when the last message is there: the other end closes with"
                                        + " it.")
                .before(
                        worker
                                ? "new Worker(file).once('message', resolve);"
                                : """
                                const { port1, port2 } = new MessageChannel();
                                port1.on('message', resolve);
                                """)
                .after(
                        worker
                                ? """
                                const worker = new Worker(file);
                                worker.once('message', (answer) => {
                                  resolve(answer);
                                  worker.terminate();
                                });
                                """
                                : """
                                const { port1, port2 } = new MessageChannel();
                                port1.once('message', (answer) => {
                                  resolve(answer);
                                  port1.close();
                                });
                                """)
                .trap(
                        "unref() lets the process end and frees nothing; removing the listener leaves"
                                + " the port open.")
                .verify(
                        "process.getActiveResourcesInfo() has as many of them after each operation as"
                                + " before it.");
    }
}
