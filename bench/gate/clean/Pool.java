import java.util.ArrayDeque;
import java.util.Deque;

/** What is taken is given back. */
public class Pool {
    private static final Deque<byte[]> IDLE = new ArrayDeque<>();

    public void iteration() {
        byte[] buffer = IDLE.isEmpty() ? new byte[1000] : IDLE.pop();
        buffer[0]++;
        IDLE.push(buffer);
    }
}
