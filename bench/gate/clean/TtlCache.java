import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entries live for three seconds; a sweep at each operation removes the old ones. */
public class TtlCache {
    private static final long NANOS = 3_000_000_000L;
    private final Map<Integer, Long> born = new LinkedHashMap<>();
    private int n;

    public void iteration() throws InterruptedException {
        long now = System.nanoTime();
        Iterator<Long> oldest = born.values().iterator();
        while (oldest.hasNext() && now - oldest.next() > NANOS) {
            oldest.remove();
        }
        born.put(n++, now);
        if (n % 20 == 0) {
            Thread.sleep(1);
        }
    }
}
