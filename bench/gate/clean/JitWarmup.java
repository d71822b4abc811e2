import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Functions become hot one after the other. */
public class JitWarmup {
    private final List<IntUnaryOperator> functions = new ArrayList<>();
    private int n;
    private long sum;

    public void setup() {
        for (int i = 0; i < 30; i++) {
            int factor = i;
            functions.add(a -> a * factor + factor);
        }
    }

    public void iteration() {
        n++;
        for (int i = 0; i < functions.size() && n > i * 100; i++) {
            for (int j = 0; j < 50; j++) {
                sum += functions.get(i).applyAsInt(j);
            }
        }
    }
}
