package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.BudgetedGc;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.GcBudget;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.capture.linux.ResidentMemory;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.ProcessRef;
import dev.tidemark.model.Signal;

/** A process from which samples can be had, until it ends. */
interface Followed extends AutoCloseable {
    /** Who it is. */
    ProcessRef process();

    /**
     * What its memory looks like now.
     *
     * @throws TargetLostException if it has ended
     */
    MemorySample sample() throws CaptureException;

    /** Leaves it as it was. */
    @Override
    void close();

    /** Attaches to what a text names. */
    static Followed attach(Machine machine, String target, AttachOptions options, GcBudget budget)
            throws CaptureException {
        LiveTarget live = new Targets(machine).attach(target, options);
        return new Attached(live, new BudgetedGc(live, budget, machine.clock()));
    }

    /** Only looks at what the system says of it. */
    static Followed fromOutside(Machine machine, ProcessRef process) {
        return new Outside(machine, process, new ResidentMemory(machine, process.pid()));
    }

    /** A runtime that tells of its heap. */
    record Attached(LiveTarget live, BudgetedGc samples) implements Followed {
        @Override
        public ProcessRef process() {
            return live.process();
        }

        @Override
        public MemorySample sample() throws CaptureException {
            return samples.sample();
        }

        @Override
        public void close() {
            live.close();
        }
    }

    /** Any process. */
    record Outside(Machine machine, ProcessRef process, ResidentMemory memory) implements Followed {
        @Override
        public MemorySample sample() throws CaptureException {
            double now = machine.clock().millis() / 1000.0;
            MemorySample sample = memory.addTo(MemorySample.at(now));
            if (sample.value(Signal.RSS).isEmpty()) {
                throw new TargetLostException(
                        process.target(),
                        "a process",
                        "none",
                        "It has ended: nothing is left to do.");
            }
            return machine.proc()
                    .startSeconds(process.pid())
                    .map(start -> sample.with(Signal.START, start))
                    .orElse(sample);
        }

        @Override
        public void close() {}
    }
}
