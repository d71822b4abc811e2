import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** One result for each of 2,000 keys, asked for by chance. */
public class MemoCache {
    private static final Map<Integer, String> MEMO = new ConcurrentHashMap<>();

    public String iteration() {
        int key = ThreadLocalRandom.current().nextInt(2000);
        return MEMO.computeIfAbsent(key, k -> "x".repeat(k % 50));
    }
}
