package dev.tidemark.monitor.detect;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.Intake;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Series by number and numbers by series. A number is never given again: somebody may still have
 * it. Threads: any; looking up a slot takes no lock.
 */
final class SeriesNumbers {
    private static final int INITIAL = 1024;

    private final int most;
    private final Map<Name, Integer> numbers = new ConcurrentHashMap<>();
    private volatile @Nullable SeriesSlot[] slots = new SeriesSlot[INITIAL];
    private int next;

    SeriesNumbers(int most) {
        this.most = most;
    }

    private record Name(int process, Signal signal, String part) {}

    boolean full() {
        return numbers.size() >= most;
    }

    int size() {
        return numbers.size();
    }

    /** The number of a series, {@link Intake#NONE} if there is no room for a new one. */
    int number(WatchedProcess process, Signal signal, String part) {
        Name name = new Name(process.id(), signal, part);
        Integer known = numbers.get(name);
        return known != null && isOf(known, process) ? known : admit(name, process);
    }

    /** A process that was forgotten and has come back is another one, of the same name. */
    private boolean isOf(int number, WatchedProcess process) {
        SeriesSlot slot = slots[number];
        return slot != null && slot.process() == process;
    }

    private synchronized int admit(Name name, WatchedProcess process) {
        Integer known = numbers.get(name);
        if (known != null && isOf(known, process)) {
            return known;
        }
        if (full()) {
            return Intake.NONE;
        }
        int number = next++;
        @Nullable SeriesSlot[] room =
                number < slots.length ? slots : Arrays.copyOf(slots, 2 * slots.length);
        room[number] = new SeriesSlot(process, name.signal());
        // The array, then the number: who sees the number sees the slot.
        slots = room;
        numbers.put(name, number);
        return number;
    }

    /** Lets go of all series of these processes; looks at every series that there is. */
    synchronized void forget(Set<WatchedProcess> processes) {
        numbers.values()
                .removeIf(number -> {
                    SeriesSlot slot = slots[number];
                    boolean gone = slot == null || processes.contains(slot.process());
                    if (gone) {
                        slots[number] = null;
                    }
                    return gone;
                });
    }

    /** What is behind a number; null if its process has been forgotten. */
    @Nullable SeriesSlot slot(int number) {
        return slots[number];
    }
}
