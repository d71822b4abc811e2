import java.util.ArrayList;
import java.util.List;

/** Keeps 40 bytes in ten operations. */
public class ObjectInTen {
    private static final List<Reading> KEPT = new ArrayList<>();
    private int n;

    /** A header of 16 bytes with its padding, and 24. */
    static class Reading {
        long at;
        long value;
        long sum;
    }

    public void iteration() {
        if (n++ % 10 == 0) {
            KEPT.add(new Reading());
        }
    }
}
