package dev.tidemark.monitor.api;

import java.util.Collection;
import tools.jackson.core.JsonGenerator;

/** How many processes have which verdict. */
record Counts(int leaking, int undecided, int settled, int steady) {
    static Counts of(Collection<FleetRow> rows) {
        int leaking = 0;
        int undecided = 0;
        int settled = 0;
        int steady = 0;
        for (FleetRow row : rows) {
            switch (row.kind()) {
                case LEAKING -> leaking++;
                case UNDECIDED -> undecided++;
                case SETTLED -> settled++;
                case STEADY -> steady++;
            }
        }
        return new Counts(leaking, undecided, settled, steady);
    }

    void write(JsonGenerator json, String name) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("leaking", leaking);
        json.writeNumberProperty("undecided", undecided);
        json.writeNumberProperty("settled", settled);
        json.writeNumberProperty("steady", steady);
        json.writeEndObject();
    }
}
