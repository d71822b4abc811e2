package dev.tidemark.monitor.detect;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.Intake;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Series by number and numbers by series. Threads: any; looking up a slot takes no lock. */
final class SeriesNumbers {
    private static final int INITIAL = 1024;

    private final int most;
    private final Map<Name, Integer> numbers = new ConcurrentHashMap<>();
    private volatile SeriesSlot[] slots = new SeriesSlot[INITIAL];
    private volatile int size;

    SeriesNumbers(int most) {
        this.most = most;
    }

    private record Name(int process, Signal signal, String part) {}

    boolean full() {
        return size >= most;
    }

    int size() {
        return size;
    }

    /** The number of a series, {@link Intake#NONE} if there is no room for a new one. */
    int number(WatchedProcess process, Signal signal, String part) {
        Name name = new Name(process.id(), signal, part);
        Integer known = numbers.get(name);
        return known != null ? known : admit(name, process);
    }

    private synchronized int admit(Name name, WatchedProcess process) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (full()) {
            return Intake.NONE;
        }
        int number = size;
        SeriesSlot[] room = number < slots.length ? slots : Arrays.copyOf(slots, 2 * slots.length);
        room[number] = new SeriesSlot(process, name.signal());
        // The array, then the number: who sees the number sees the slot.
        slots = room;
        numbers.put(name, number);
        size = number + 1;
        return number;
    }

    SeriesSlot slot(int number) {
        return slots[number];
    }
}
