import java.util.HashMap;
import java.util.Map;

/** Keeps 1 KiB for each operation. */
public class Kibibyte {
    private static final Map<String, byte[]> SESSIONS = new HashMap<>();
    private int n;

    public void iteration() {
        SESSIONS.put("s" + n++, new byte[1024 - 100]);
    }
}
