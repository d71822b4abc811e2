import java.util.ArrayList;
import java.util.List;

/** A buffer that is written out when 700 lines are in it. */
public class Batches {
    private List<String> lines = new ArrayList<>();
    private int n;

    public void iteration() {
        lines.add("line " + n++);
        if (lines.size() == 700) {
            lines = new ArrayList<>();
        }
    }
}
