package dev.tidemark.trend;

/**
 * The live set between full collections that are rare, estimated from the heap in use.
 *
 * <p>Each collection shows the live set exactly, and the height from which the heap fell to it is
 * the garbage of the cycle that ended. Garbage gathers evenly along the work, so taking it away
 * from the heap in use leaves the live set at all times: whether it rose evenly from one reading to
 * the next, in one step or ever more slowly, which the readings alone do not tell.
 */
final class LiveSet {
    /** A fall that ends a cycle lies no further than so many blocks from where it was read. */
    private static final int NEAR = 1;

    private final Blocks heap;
    private final Blocks readings;

    /** The block of the heap from which on each reading holds. */
    private final int[] firstAfter;

    private LiveSet(Blocks heap, Blocks readings) {
        this.heap = heap;
        this.readings = readings;
        this.firstAfter = new int[readings.count()];
        for (int i = 0; i < firstAfter.length; i++) {
            firstAfter[i] = firstAfter(readings.position(i));
        }
    }

    /**
     * The live set, a block for each of the heap's.
     *
     * @param heap in use, garbage included
     * @param readings what each full collection left, along the same axis; at least one
     */
    static Blocks between(Blocks heap, Blocks readings) {
        return new LiveSet(heap, readings).withoutGarbage();
    }

    private Blocks withoutGarbage() {
        double[] live = heap.floor().clone();
        int cycles = firstAfter.length;
        double garbage = 0;
        for (int i = 1; i < cycles; i++) {
            double fell = Math.max(0, fallTo(i));
            double pace = fell / Math.max(at(i) - at(i - 1), heap.width() / 2);
            takeAway(live, firstAfter[i - 1], firstAfter[i], at(i - 1), pace);
            garbage += fell;
        }
        double took = at(cycles - 1) - at(0);
        double usual = took > 0 ? garbage / took : firstPace();
        beforeFirst(live, usual);
        takeAway(live, firstAfter[cycles - 1], live.length, at(cycles - 1), usual);
        return heap.withFloor(live);
    }

    /**
     * Before the first collection it is not known how much garbage there was to begin with. At the
     * usual pace, the rest was; with one collection there is no usual pace, and none was: growth is
     * then rather taken for garbage than garbage for growth.
     */
    private void beforeFirst(double[] live, double usualPace) {
        int end = firstAfter[0];
        double begin = heap.position(0);
        double pace = Math.min(usualPace, firstPace());
        double already = Math.max(0, fallTo(0) - pace * (at(0) - begin));
        takeAway(live, 0, end, begin - (pace > 0 ? already / pace : 0), pace);
    }

    private double firstPace() {
        double took = at(0) - heap.position(0);
        return Math.max(0, fallTo(0)) / Math.max(took, heap.width() / 2);
    }

    private void takeAway(double[] live, int from, int to, double since, double pace) {
        for (int i = from; i < to; i++) {
            live[i] -= pace * Math.max(0, heap.position(i) - since);
        }
    }

    /** How far the heap fell at a collection: from where its latest blocks were leading. */
    private double fallTo(int reading) {
        int end = firstAfter[reading];
        int begin = reading == 0 ? 0 : firstAfter[reading - 1];
        if (end == begin) {
            return 0;
        }
        double[] slopes = new double[Math.max(1, end - 1 - begin)];
        for (int i = begin + 1; i < end; i++) {
            slopes[i - 1 - begin] =
                    (heap.floor()[i] - heap.floor()[i - 1])
                            / (heap.position(i) - heap.position(i - 1));
        }
        double ahead = at(reading) - heap.position(end - 1);
        return heap.floor()[end - 1]
                + Math.max(0, Medians.of(slopes)) * ahead
                - readings.floor()[reading];
    }

    /** Where a collection ran: where the heap was lowest after it, which is known best. */
    private double at(int reading) {
        int after = firstAfter[reading];
        return after < heap.count() ? heap.position(after) : readings.position(reading);
    }

    /** The block with the deepest fall near a position: its place is known to a part of a cycle. */
    private int firstAfter(double position) {
        int n = heap.count();
        int block = 0;
        while (block < n && heap.position(block) < position) {
            block++;
        }
        int deepest = Math.min(block, n);
        double fall = 0;
        for (int i = Math.max(1, block - NEAR); i <= Math.min(n - 1, block + NEAR); i++) {
            double here = heap.floor()[i - 1] - heap.floor()[i];
            if (here > fall) {
                fall = here;
                deepest = i;
            }
        }
        return deepest;
    }
}
