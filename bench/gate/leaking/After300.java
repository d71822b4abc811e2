import java.util.HashMap;
import java.util.Map;

/** Leaks from its 301st operation on; each takes a while. */
public class After300 {
    private final Map<Integer, long[]> kept = new HashMap<>();
    private int n;
    private long sum;

    public void iteration() {
        for (int i = 0; i < 200_000; i++) {
            sum += i % 7 ^ n;
        }
        if (++n > 300) {
            kept.put(n, new long[] {sum});
        }
    }
}
