package dev.tidemark.monitor.api;

import dev.tidemark.monitor.fleet.ProcessState;
import tools.jackson.core.JsonGenerator;

/** Alerts and captures that a process is in. Threads: any. */
interface Happenings {
    /** Of a monitor that has neither. */
    Happenings NONE =
            new Happenings() {
                @Override
                public void write(JsonGenerator json, ProcessState process) {
                    json.writeArrayPropertyStart("alerts");
                    json.writeEndArray();
                    json.writeArrayPropertyStart("captures");
                    json.writeEndArray();
                }

                @Override
                public void mark(Marks marks, ProcessState process) {
                    // Nothing happened.
                }
            };

    /** Writes the fields {@code alerts} and {@code captures}. */
    void write(JsonGenerator json, ProcessState process);

    /** Marks when they began. */
    void mark(Marks marks, ProcessState process);
}
