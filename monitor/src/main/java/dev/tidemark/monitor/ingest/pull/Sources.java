package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.capture.linux.Machine;
import dev.tidemark.monitor.fleet.Intake;

import java.util.List;

/** Everything that fetches, running until it is closed. Threads: any. */
public final class Sources implements AutoCloseable {
    private final StatusBoard board;
    private final LocalProcesses local;

    private Sources(StatusBoard board, LocalProcesses local) {
        this.board = board;
        this.local = local;
    }

    /** Starts all sources of the settings; targets that cannot be reached are tried again. */
    public static Sources start(SourceSettings settings, Intake intake, Machine machine) {
        StatusBoard board = new StatusBoard(machine.clock());
        return new Sources(
                board, new LocalProcesses(machine, intake, board, settings.local()).start());
    }

    /** How each target was read last, in the order of their names. */
    public List<SourceStatus> status() {
        return board.all();
    }

    /** Stops, and leaves every process as it was. */
    @Override
    public void close() {
        local.close();
    }
}
