import java.util.LinkedHashMap;
import java.util.Map;

/** Full after 5,000 operations; until then it grows like a leak. */
public class FillingLru {
    private static final int MOST = 5000;
    private final Map<String, long[]> cache =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, long[]> eldest) {
                    return size() > MOST;
                }
            };
    private int n;

    public void iteration() {
        cache.put("k" + n, new long[] {n++});
    }
}
