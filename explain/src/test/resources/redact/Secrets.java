import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Puts a secret into every place of a heap that one can be in, and writes a dump. */
public class Secrets {
    static final String CONSTANT = "zq-constant-hush-4711";
    static int staticInt = 123456787;
    static long staticLong = 987654321987654321L;
    static double staticDouble = 2718.281828459;
    static String narrow = make("narrow");
    static String wide = make("wide") + "\u20ac";
    static char[] chars = make("chars").toCharArray();
    static byte[] bytes = make("bytes").getBytes(StandardCharsets.UTF_8);
    static int[] ints = {1122334455};
    static long[] longs = {1234567890123456789L};
    static Map<String, Account> accounts = new HashMap<>();
    static StringBuilder builder = new StringBuilder(make("builder"));
    static Throwable error = new RuntimeException(make("error"));
    static ThreadLocal<String> local = new ThreadLocal<>();
    static AtomicLong atomic = new AtomicLong(665544332211L);
    static Object uri;

    static class Account {
        long card = 4111111111111111L;
        int pin = 73911737;
        double balance = 31415.9265;
        Integer boxed = 55667788;
        String name = make("name");
        byte[] token = make("token").getBytes(StandardCharsets.UTF_8);
        Date date = new Date(1600000000123L);
        UUID id = new UUID(0x1122334455667788L, 0x99aabbccddeeff01L);
        BigInteger big = new BigInteger("31415926535897932384626433832795");
    }

    static String make(String place) {
        return String.join("-", "zq", place, "hush", "4711");
    }

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < 100; i++) {
            accounts.put(make("key") + i, new Account());
        }
        uri = new URI("https://user:zq-password-hush-4711@host/zq-path-hush-4711?x=1");
        local.set(make("threadlocal"));
        System.setProperty(make("property"), make("value"));
        System.getenv();
        Thread thread =
                new Thread(
                        () -> {
                            String secret = make("local");
                            while (!Thread.currentThread().isInterrupted()) {
                                LockSupport.park();
                            }
                            System.out.println(secret);
                        },
                        "zq@thread-hush-4711 alice@shop.example");
        thread.setDaemon(true);
        thread.start();
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(arguments[0], true);
    }
}
