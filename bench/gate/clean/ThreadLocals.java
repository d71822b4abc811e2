import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A buffer for each of eight threads, which are started as they are needed. */
public class ThreadLocals {
    private static final ThreadLocal<StringBuilder> TEXT = ThreadLocal.withInitial(StringBuilder::new);
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private int n;

    public int iteration() throws Exception {
        int at = n++;
        return threads.submit(
                        () -> {
                            StringBuilder text = TEXT.get();
                            text.setLength(0);
                            return text.append("request ").append(at).toString().hashCode();
                        })
                .get();
    }

    public void teardown() {
        threads.shutdownNow();
    }
}
