import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records its own memory as CSV while it leaks, or does not: java Series.java SCENARIO SECONDS. */
public final class Series {
    private static final Map<Long, Object> MAP = new HashMap<>();
    private static final List<Object> LIST = new ArrayList<>();
    private static final Deque<long[]> QUEUE = new ArrayDeque<>();
    private static final Random RANDOM = new Random(1);
    private static volatile Object sink = "";

    public static void main(String[] args) throws Exception {
        long seconds = Long.parseLong(args[1]);
        long start = System.nanoTime();
        long requests = 0;
        int sampled = 0;
        System.out.println(
                "t_s,rss,heap_committed,heap_used,nonheap_used,direct_used,old_gcs,young_gcs,ops");
        for (double now = 0; now < seconds; now = (System.nanoTime() - start) / 1e9) {
            // About 200 requests a second, in waves of a minute.
            double due = 10 + 4 * Math.sin(2 * Math.PI * now / 60);
            for (int i = 0; i < due; i++) {
                StringBuilder page = new StringBuilder();
                for (int line = 0; line < 60; line++) {
                    page.append("line ").append(line).append(" of request ").append(requests);
                }
                sink = page.toString();
                handle(args[0], requests++, now);
            }
            if (now >= sampled) {
                sampled++;
                sample(now, requests);
            }
            Thread.sleep(50);
        }
    }

    private static void handle(String scenario, long id, double now) {
        switch (scenario) {
            case "leak-map" -> MAP.put(id, new long[] {id, id, id, id});
            case "leak-list" -> LIST.add("audit entry " + id + " at " + now);
            case "leak-direct" -> LIST.add(ByteBuffer.allocateDirect(4096));
            case "cache-to-cap" -> {
                MAP.put(id, new long[] {id, id, id, id});
                MAP.remove(id - 20_000);
            }
            case "warm-up" -> MAP.computeIfAbsent((long) RANDOM.nextInt(12_000), key -> new long[20]);
            case "queue" -> {
                QUEUE.add(new long[] {(long) now, id, id, id});
                while (QUEUE.getFirst()[0] < now - 20) {
                    QUEUE.removeFirst();
                }
            }
            default -> sink = id;
        }
    }

    private static void sample(double now, long requests) throws Exception {
        var memory = ManagementFactory.getMemoryMXBean();
        long direct = 0;
        for (var pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            direct += Math.max(0, pool.getMemoryUsed());
        }
        long old = 0;
        long young = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            boolean full =
                    collector.getName().matches(".*(Old|MarkSweep|MSC|ZGC Major Cycles|ZGC Cycles).*");
            old += full ? collector.getCollectionCount() : 0;
            young += full ? 0 : collector.getCollectionCount();
        }
        String statm = Files.readString(Path.of("/proc/self/statm"));
        System.out.printf(
                java.util.Locale.ROOT,
                "%.2f,%d,%d,%d,%d,%d,%d,%d,%d%n",
                now,
                Long.parseLong(statm.split(" ")[1]) * 4096,
                memory.getHeapMemoryUsage().getCommitted(),
                memory.getHeapMemoryUsage().getUsed(),
                memory.getNonHeapMemoryUsage().getUsed(),
                direct,
                old,
                young,
                requests);
    }
}
