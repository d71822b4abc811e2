package dev.tidemark.trend;

import dev.tidemark.trend.LifeJudge.Judged;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A leak goes on after a restart, at the same rate and with the same pauses.
 *
 * <p>How long a life may look as if nothing leaked is seen in the life that did: before an onset,
 * between bursts, at night, under noise. A life that has not grown for clearly longer does not leak
 * so any more.
 *
 * @param track the series that grew
 * @param perSecond what was leaked in a second
 * @param perWork what was leaked by a unit of work
 * @param perLoad what a unit of load took beside that
 * @param pause longest piece of work over which it grew by less than {@value #SHARE} of that
 */
record GoesOnLeaking(Track track, double perSecond, double perWork, double perLoad, double pause)
        implements Expectation {
    /** Growth below this share of what is expected is none. */
    private static final double SHARE = 0.5;

    /** A pause of so many times the longest that there was has another cause. */
    private static final double LONGER = 2;

    static GoesOnLeaking after(Life life, Judged leaking) {
        Track track = leaking.track();
        Blocks read = new TrackJudge(life).blocks(track).orElseThrow();
        double perSecond = leaking.opinion().slope();
        GoesOnLeaking unpaused =
                new GoesOnLeaking(
                        track,
                        perSecond,
                        perSecond / life.workPerSecond(),
                        SeriesJudge.perLoad(read),
                        0);
        Blocks blocks = unpaused.atEqualLoad(read);
        double longest = 0;
        for (int end = 1; end < blocks.count(); end++) {
            longest = Math.max(longest, unpaused.pauseUntil(end, blocks));
        }
        // What is shorter than a block does not show.
        return unpaused.withPause(longest + blocks.width());
    }

    private GoesOnLeaking withPause(double longest) {
        return new GoesOnLeaking(track, perSecond, perWork, perLoad, longest);
    }

    @Override
    public Expectation or(Expectation before) {
        return before instanceof GoesOnLeaking other && other.track == track
                ? withPause(Math.max(pause, other.pause))
                : this;
    }

    @Override
    public boolean isContradictedBy(Life life, Track deciding) {
        return !life.isStartingUp()
                && new TrackJudge(life)
                        .blocks(track)
                        .map(this::atEqualLoad)
                        .filter(blocks -> blocks.count() > 1)
                        .map(blocks -> pauseUntil(blocks.count() - 1, blocks) > LONGER * pause)
                        .orElse(false);
    }

    private Blocks atEqualLoad(Blocks blocks) {
        return perLoad > 0 ? blocks.less(blocks.load(), perLoad) : blocks;
    }

    /** The longest piece of work up to a block over which the series hardly grew. */
    private double pauseUntil(int end, Blocks blocks) {
        double longest = 0;
        for (int begin = 0; begin < end; begin++) {
            double work = blocks.position(end) - blocks.position(begin);
            double seconds = blocks.second()[end] - blocks.second()[begin];
            // Not all leak by work, and hardly any work is done at night.
            double expected = Math.min(perWork * work, perSecond * seconds);
            if (blocks.floor()[end] - blocks.floor()[begin] < SHARE * expected) {
                longest = Math.max(longest, work);
            }
        }
        return longest;
    }

    @Override
    public void write(DataOutput to) throws IOException {
        to.writeBoolean(true);
        to.writeUTF(track.name());
        Saved.writeDoubles(to, perSecond, perWork, perLoad, pause);
    }

    static GoesOnLeaking read(DataInput from) throws IOException {
        return new GoesOnLeaking(
                Track.valueOf(from.readUTF()),
                from.readDouble(),
                from.readDouble(),
                from.readDouble(),
                from.readDouble());
    }
}
