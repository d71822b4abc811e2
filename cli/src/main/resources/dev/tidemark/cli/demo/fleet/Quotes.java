package fleet;

import java.util.LinkedHashMap;
import java.util.Map;

/** Answers with quotes of the last minutes, as many as fit its cache: no leak. */
final class Quotes {
    private static final int MOST = 500;

    private static final Map<Long, byte[]> RECENT =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
                    return size() > MOST;
                }
            };

    public static void main(String[] args) throws InterruptedException {
        Traffic.run(request -> RECENT.computeIfAbsent(request % 50_000, key -> new byte[2_000]));
    }
}
