/** The last 1,024 lines. */
public class LogRing {
    private final String[] ring = new String[1024];
    private int n;

    public void iteration() {
        ring[n % ring.length] = "line " + n + " " + "x".repeat(n % 40);
        n++;
    }
}
