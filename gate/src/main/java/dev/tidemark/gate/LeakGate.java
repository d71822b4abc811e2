package dev.tidemark.gate;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.model.SourceResolver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Tells of a scenario whether its operations leak. */
public final class LeakGate {
    private final GateOptions options;
    private final SourceResolver sources;
    private final GateProgress progress;
    private final OutputStream output;

    /**
     * @param sources what people wrote, so that findings speak of that
     * @param output gets what the scenario's process prints of its own accord
     */
    public LeakGate(
            GateOptions options,
            SourceResolver sources,
            GateProgress progress,
            OutputStream output) {
        this.options = options;
        this.sources = sources;
        this.progress = progress;
        this.output = output;
    }

    /**
     * Runs the scenario until it is certain, or the budget ends; then its process is ended.
     *
     * @param folder an empty one, for the snapshots and for what helps to run the scenario
     * @throws ScenarioException if it cannot be used
     */
    public GateResult examine(Scenario scenario, Path folder)
            throws CaptureException, IOException, InterruptedException {
        progress.stage("Starting the scenario");
        Starter starter = new Starter(options, folder, output);
        try (Workload workload = starter.start(scenario)) {
            return new Gate(workload, options, sources, progress).run();
        }
    }
}
