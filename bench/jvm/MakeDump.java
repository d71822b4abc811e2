import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fills a heap and writes it.
 *
 * <p>{@code java -Xmx... MakeDump.java service MEGABYTES FILE} fills it as a service does, with
 * small objects, strings and collections; {@code list}, {@code array} and {@code mesh} with so many
 * million links in shapes that are hard on dominators.
 */
public final class MakeDump {
    private static final Random RANDOM = new Random(1);

    private static Object kept = new Object();

    private record Address(String street, String city, int number) {}

    private record Line(String article, long cents, int count) {}

    private record Order(long id, Address to, List<Line> lines, Map<String, String> notes) {}

    private static final class Link {
        private Link next;
        private Link other;
        private final int number;

        private Link(int number) {
            this.number = number;
        }
    }

    private static final class Service {
        private final Map<Long, Order> orders = new HashMap<>();
        private final Map<String, List<Order>> byCity = new ConcurrentHashMap<>();
        private final TreeMap<String, Line> catalogue = new TreeMap<>();
        private final Deque<byte[]> buffers = new ArrayDeque<>();
        private long next;

        void add() {
            Address to = new Address(word(12), "city-" + RANDOM.nextInt(500), RANDOM.nextInt(300));
            List<Line> lines = new ArrayList<>();
            for (int i = RANDOM.nextInt(5); i >= 0; i--) {
                lines.add(new Line("article-" + RANDOM.nextInt(100_000), RANDOM.nextInt(9999), 1));
            }
            Map<String, String> notes = RANDOM.nextInt(3) == 0 ? new HashMap<>() : Map.of();
            if (notes instanceof HashMap) {
                notes.put("note", word(40));
            }
            Order order = new Order(next++, to, lines, notes);
            orders.put(order.id(), order);
            byCity.computeIfAbsent(to.city(), _ -> new ArrayList<>()).add(order);
            catalogue.put(word(9), lines.getFirst());
            if (RANDOM.nextInt(4) == 0) {
                buffers.add(new byte[RANDOM.nextInt(2048)]);
            }
        }
    }

    private MakeDump() {}

    private static String word(int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + RANDOM.nextInt(26)));
        }
        return word.toString();
    }

    private static Object service(long bytes) {
        Service service = new Service();
        long before = used();
        while (used() - before < bytes) {
            for (int i = 0; i < 20_000; i++) {
                service.add();
            }
            System.gc();
        }
        return service;
    }

    private static Object list(int links) {
        Link first = new Link(0);
        for (int i = 1; i < links; i++) {
            Link link = new Link(i);
            link.next = first;
            first = link;
        }
        return first;
    }

    /** Every link leads to two others anywhere. */
    private static Object mesh(int links) {
        Link[] all = new Link[links];
        for (int i = 0; i < links; i++) {
            all[i] = new Link(i);
        }
        for (Link link : all) {
            link.next = all[(int) ((link.number * 7L + 3) % links)];
            link.other = all[RANDOM.nextInt(links)];
        }
        return all[0];
    }

    private static Object array(int length) {
        Object[] all = new Object[length];
        for (int i = 0; i < length; i++) {
            all[i] = new Link(i);
        }
        return all;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    public static void main(String[] arguments) throws IOException {
        int millions = Integer.parseInt(arguments[1]);
        int links = millions * 1_000_000;
        kept =
                switch (arguments[0]) {
                    case "service" -> service((long) millions << 20);
                    case "list" -> list(links);
                    case "mesh" -> mesh(links);
                    case "array" -> array(links);
                    default -> throw new IllegalArgumentException(arguments[0]);
                };
        Path file = Path.of(arguments[2]);
        Files.deleteIfExists(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(file.toString(), true);
        System.out.printf("%s  %d MB  %s%n", file, Files.size(file) / 1_000_000, kept.getClass());
    }
}
