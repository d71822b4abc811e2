package harness;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs sample programs: as an HTTP server whose every request is one operation of each, and by
 * words on standard input, so that a test can count operations exactly.
 *
 * <pre>
 * step            STEP operations; answers "done STEPS"
 * dump FILE       writes a heap dump of what is alive; answers "done FILE"
 * exit            ends the process, as the end of standard input does if EXIT_WITH_STDIN is set
 * </pre>
 *
 * Says "ready PORT" first. PORT: the port, 0 for any. STEP: operations a step.
 */
public final class Server {
    private static final int STEP = Integer.parseInt(System.getenv().getOrDefault("STEP", "200"));
    private static final int PORT = Integer.parseInt(System.getenv().getOrDefault("PORT", "0"));
    private static final int THREADS = 4;

    private final Service[] services;
    private final AtomicInteger operations = new AtomicInteger();
    private int steps;

    private Server(Service[] services) {
        this.services = services;
    }

    /** The classes of the services are the arguments. */
    public static void main(String[] names) throws Exception {
        Service[] services = new Service[names.length];
        for (int i = 0; i < names.length; i++) {
            services[i] = (Service) Class.forName(names[i]).getConstructor().newInstance();
        }
        Server server = new Server(services);
        System.out.println("ready " + server.listen());
        server.obey();
    }

    private int listen() throws IOException {
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        work -> {
                            Thread thread = new Thread(work, "http");
                            thread.setDaemon(true);
                            return thread;
                        });
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
        return http.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        String text;
        try {
            text = operate();
        } catch (Exception e) {
            status = 500;
            text = e.toString();
        }
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String operate() throws Exception {
        int number = operations.getAndIncrement();
        StringBuilder answers = new StringBuilder();
        for (Service service : services) {
            answers.append(service.handle(number)).append(' ');
        }
        return answers.toString();
    }

    private void obey() throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.trim().split(" ", 2);
            switch (words[0]) {
                case "step":
                    step();
                    break;
                case "dump":
                    dump(words[1]);
                    break;
                case "exit":
                    System.exit(0);
                    break;
                default:
                    System.out.println("unknown " + line);
            }
        }
        if (System.getenv("EXIT_WITH_STDIN") != null) {
            System.exit(0);
        }
    }

    private void step() throws Exception {
        for (int i = 0; i < STEP; i++) {
            operate();
        }
        System.out.println("done " + ++steps);
    }

    private static void dump(String file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, true);
        System.out.println("done " + file);
    }
}
