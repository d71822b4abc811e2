package dev.tidemark.cli;

import dev.tidemark.cli.hunt.HttpLoad;
import dev.tidemark.cli.terminal.Progress;
import dev.tidemark.gate.Driver;
import java.io.IOException;
import java.util.List;

/** Requests as the operations of a gate. */
record HttpDriver(HttpLoad load, Progress progress) implements Driver {
    @Override
    public String unit() {
        return load.unit();
    }

    @Override
    public void run(long operations) throws IOException, InterruptedException {
        load.request(operations, progress);
    }

    @Override
    public List<String> warnings() {
        return load.warnings();
    }
}
