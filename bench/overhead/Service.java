import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** What service.js is, on the JVM. */
public final class Service {
    private static final int CACHE = 20_000;
    private static final List<Session> KEPT = new ArrayList<>();
    private static final Map<Integer, Article> ARTICLES =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Article> eldest) {
                    return size() > CACHE;
                }
            };

    private record Article(int key, String name, List<String> tags, double price) {}

    private record Session(int id, String user, int[] seen) {}

    public static void main(String[] args) throws Exception {
        boolean leaks = List.of(args).contains("--leak");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath().substring(1);
                    byte[] body =
                            answer(Integer.parseInt(path), leaks).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private static synchronized String answer(int number, boolean leaks) {
        List<Article> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(
                    ARTICLES.computeIfAbsent(
                            (number * 7 + i * 13) % 30_000,
                            key ->
                                    new Article(
                                            key,
                                            "article " + key,
                                            List.of("new", "shop", "no " + key % 17),
                                            key * 1.1)));
        }
        if (leaks) {
            KEPT.add(new Session(number, "user " + number, new int[] {number, number + 1}));
        }
        StringBuilder text = new StringBuilder();
        for (int round = 0; round < 5; round++) {
            text.setLength(0);
            rows.stream()
                    .sorted(Comparator.comparingDouble(Article::price))
                    .map(row -> "{\"key\":%d,\"name\":\"%s\",\"tags\":\"%s\"}"
                            .formatted(row.key(), row.name(), row.tags()))
                    .forEach(text::append);
        }
        return text.toString();
    }
}
