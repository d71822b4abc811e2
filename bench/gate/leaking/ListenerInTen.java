import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** Adds a listener in ten operations, and removes none. */
public class ListenerInTen {
    static final class Bus {
        private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();

        void addListener(IntConsumer listener) {
            listeners.add(listener);
        }
    }

    private static final Bus BUS = new Bus();
    private int n;

    public void iteration() {
        int at = n++;
        if (at % 10 == 0) {
            BUS.addListener(value -> System.out.println(value + at));
        }
    }
}
