package dev.tidemark.trend;

import dev.tidemark.trend.LifeJudge.Judged;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a life lets one expect of the next one, and how that one shows that it is otherwise. */
sealed interface Expectation permits GoesOnLeaking, StaysAsHigh {

    /** What this life, of which this series decides, lets one expect. */
    static Expectation after(Life life, Judged deciding) {
        return switch (deciding.opinion().kind()) {
            case LEAKING -> GoesOnLeaking.after(life, deciding);
            case SETTLED, STEADY, UNDECIDED -> StaysAsHigh.after(life);
        };
    }

    /**
     * Whether a life is not as expected.
     *
     * @param deciding the series that answers for that life
     */
    boolean isContradictedBy(Life life, Track deciding);

    /** What this and an earlier life of the same kind let one expect. */
    Expectation or(Expectation before);

    /** Begins with whether a leak is expected. */
    void write(DataOutput to) throws IOException;

    static Expectation read(DataInput from) throws IOException {
        return from.readBoolean() ? GoesOnLeaking.read(from) : StaysAsHigh.read(from);
    }
}
