import java.util.Map;
import java.util.TreeMap;

/** Counts for each of 3,000 users, under names that are interned. */
public class InternedKeys {
    private static final Map<String, Integer> SEEN = new TreeMap<>();
    private long n;

    public void iteration() {
        String key = ("user-" + n++ * 7919 % 3000).intern();
        SEEN.merge(key, 1, Integer::sum);
    }
}
