package dev.tidemark.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What did not leak rises as much after a restart, and no higher.
 *
 * @param extents of every series of that life
 */
record StaysAsHigh(Map<Track, Extent> extents) implements Expectation {
    /** The same start takes a little more at another time. */
    private static final double MORE = 1.5;

    /** How high a series went, and how far it was from its lowest block to its highest. */
    private record Extent(double highest, double range) {
        Extent or(Extent other) {
            return new Extent(Math.max(highest, other.highest), Math.max(range, other.range));
        }
    }

    static StaysAsHigh after(Life life) {
        TrackJudge tracks = new TrackJudge(life);
        Map<Track, Extent> extents = new EnumMap<>(Track.class);
        for (Track track : Track.values()) {
            tracks.blocks(track)
                    .filter(blocks -> blocks.count() > 0)
                    .ifPresent(blocks ->
                            extents.put(track, new Extent(blocks.highest(), blocks.range())));
        }
        return new StaysAsHigh(extents);
    }

    @Override
    public Expectation or(Expectation before) {
        if (!(before instanceof StaysAsHigh other)) {
            return this;
        }
        Map<Track, Extent> widest = new EnumMap<>(Track.class);
        widest.putAll(other.extents);
        extents.forEach((track, extent) -> widest.merge(track, extent, Extent::or));
        return new StaysAsHigh(widest);
    }

    @Override
    public boolean isContradictedBy(Life life, Track deciding) {
        Extent before = extents.get(deciding);
        return before == null
                || new TrackJudge(life)
                        .blocks(deciding)
                        .filter(blocks -> blocks.count() > 0)
                        .filter(blocks ->
                                blocks.end() > before.highest
                                        && blocks.range() > MORE * before.range)
                        .isPresent();
    }

    @Override
    public void write(DataOutput to) throws IOException {
        to.writeBoolean(false);
        to.writeByte(extents.size());
        for (Map.Entry<Track, Extent> extent : extents.entrySet()) {
            to.writeUTF(extent.getKey().name());
            Saved.writeDoubles(to, extent.getValue().highest, extent.getValue().range);
        }
    }

    static StaysAsHigh read(DataInput from) throws IOException {
        Map<Track, Extent> extents = new EnumMap<>(Track.class);
        int tracks = from.readByte();
        for (int i = 0; i < tracks; i++) {
            extents.put(
                    Track.valueOf(from.readUTF()),
                    new Extent(from.readDouble(), from.readDouble()));
        }
        return new StaysAsHigh(extents);
    }
}
