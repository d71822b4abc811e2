import java.util.Map;
import java.util.WeakHashMap;

/** Texts for keys that nobody else keeps. */
public class WeakKeys {
    private static final Map<Object, String> TEXTS = new WeakHashMap<>();
    private int n;

    public String iteration() {
        Object key = new Object();
        TEXTS.put(key, "text " + n++);
        return TEXTS.get(key);
    }
}
