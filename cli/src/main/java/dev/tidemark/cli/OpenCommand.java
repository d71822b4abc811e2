package dev.tidemark.cli;

import dev.tidemark.monitor.snapshot.SnapshotApi;
import dev.tidemark.monitor.snapshot.SnapshotServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows snapshots in a browser. */
@Command(
        name = "open",
        header = "Shows a snapshot in your browser: types, dominators, paths, differences.",
        description = {
            "It prints the address to open, which only this machine can reach, and serves it until",
            "it is interrupted. Who knows the address can read the snapshot."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark open app.heapsnapshot",
            "  tidemark open before.hprof after.hprof"
        })
final class OpenCommand implements Callable<Integer> {
    @Mixin private final Output output = new Output();
    @Mixin private final ReferentsOption referents = new ReferentsOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Snapshots, oldest first; also packed as .gz or .zst.")
    private List<Path> files = List.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port to listen at (default: any that is free).")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
        }
        try (SnapshotApi api = new SnapshotApi(files, referents.value(), Version.current());
                SnapshotServer server = SnapshotServer.start(api, port)) {
            String address = server.address().toString();
            output.print(text -> text.opened(address), json -> json.opened(address));
            // Until Ctrl-C interrupts this thread.
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }
}
