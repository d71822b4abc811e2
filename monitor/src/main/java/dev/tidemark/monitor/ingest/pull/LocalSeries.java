package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.fleet.Watched;
import java.util.EnumMap;
import java.util.Map;

/** Hands in the samples of one process. Not thread-safe. */
final class LocalSeries {
    private final Intake intake;
    private final Watched watched;
    private final Map<Signal, Integer> numbers = new EnumMap<>(Signal.class);

    LocalSeries(Intake intake, Watched watched) {
        this.intake = intake;
        this.watched = watched;
    }

    Watched watched() {
        return watched;
    }

    /** The same process, of which more is known now. */
    LocalSeries of(RuntimeKind runtime) {
        return new LocalSeries(intake, new Watched(watched.key(), runtime, watched.target()));
    }

    void add(MemorySample sample) {
        long millis = Math.round(sample.seconds() * 1000);
        sample.values()
                .forEach((signal, value) -> {
                    int number =
                            numbers.computeIfAbsent(
                                    signal, each -> intake.series(watched, each, ""));
                    if (!add(number, millis, value)) {
                        numbers.remove(signal);
                    }
                });
    }

    /** The process has ended. */
    void end(long epochMillis) {
        numbers.values().forEach(number -> add(number, epochMillis, Double.NaN));
    }

    private boolean add(int number, long epochMillis, double value) {
        return number == Intake.NONE || intake.add(number, epochMillis, value);
    }
}
