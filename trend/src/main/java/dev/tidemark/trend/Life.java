package dev.tidemark.trend;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One life of a process, from its start to its restart: its series and what was counted. */
final class Life {
    /** As many as a series has blocks: until then each block is but one reading. */
    static final int START_UP_READINGS = 40;

    private static final double START_UP_SECONDS = 3600;

    /** Full collections are rare when so many readings lie between two of them. */
    private static final int READINGS_PER_RARE_COLLECTION = 20;

    private final WorkAxis work;
    private final CollectionCounts collections = new CollectionCounts();
    private final ReservedHeap reservedHeap = new ReservedHeap();
    private final Map<Track, BlockFloors> floors = new EnumMap<>(Track.class);
    private final double firstSecond;
    private final double start;
    private double lastSecond;
    private double rss = Double.NaN;
    private double limit = Double.NaN;
    private double heapLimit = Double.NaN;
    private long samples;
    private boolean opened;

    /**
     * @param exercised whether the process is made to work as fast as it can
     */
    Life(MemorySample first, boolean exercised) {
        work = new WorkAxis(exercised);
        firstSecond = first.seconds();
        lastSecond = firstSecond;
        start = first.value(Signal.START).orElse(Double.NaN);
    }

    private Life(boolean exercised, double firstSecond, double start) {
        this.work = new WorkAxis(exercised);
        this.firstSecond = firstSecond;
        this.start = start;
    }

    /** Whether this sample comes from a process that has been started anew. */
    boolean endsBefore(MemorySample sample) {
        OptionalDouble started = sample.value(Signal.START);
        if (started.isPresent() && !Double.isNaN(start)) {
            return started.getAsDouble() > start;
        }
        return collections.fallsIn(sample);
    }

    /**
     * Takes the next sample.
     *
     * @return whether it may have changed what there is to say
     */
    boolean add(MemorySample sample) {
        opened = false;
        samples++;
        lastSecond = sample.seconds();
        work.advance(sample);
        rss = sample.value(Signal.RSS).orElse(rss);
        limit = sample.value(Signal.LIMIT).orElse(limit);
        heapLimit = sample.value(Signal.HEAP_LIMIT).orElse(heapLimit);
        addPostGc(sample);
        put(Track.HEAP_FLOOR, sample.value(Signal.HEAP_USED));
        for (Track track : Track.PLAIN) {
            put(track, sample.value(track.signal()));
        }
        addResident(sample);
        return opened;
    }

    private void addPostGc(MemorySample sample) {
        OptionalDouble left = collections.add(sample);
        put(Track.POST_GC, left);
        opened |= left.isPresent();
    }

    private void addResident(MemorySample sample) {
        OptionalDouble resident = sample.value(Signal.RSS);
        OptionalDouble used = sample.value(Signal.HEAP_USED);
        OptionalDouble reserved = sample.value(Signal.HEAP_TOTAL);
        OptionalDouble heap = reserved.isPresent() ? reserved : used;
        reservedHeap.note(samples, used, heap);
        put(Track.RSS, resident);
        if (resident.isPresent() && heap.isPresent()) {
            put(Track.OUTSIDE, OptionalDouble.of(resident.getAsDouble() - heap.getAsDouble()));
        }
        if (reserved.isPresent() && used.isPresent()) {
            put(
                    Track.HEAP_IN_MEMORY,
                    OptionalDouble.of(
                            reservedHeap.inMemory(used.getAsDouble(), reserved.getAsDouble())));
        }
    }

    private void put(Track track, OptionalDouble value) {
        if (value.isPresent()) {
            opened |=
                    floors.computeIfAbsent(track, t -> BlockFloors.create())
                            .add(
                                    work.position(),
                                    value.getAsDouble(),
                                    work.pace(),
                                    lastSecond - firstSecond);
        }
    }

    /** The blocks of a series, empty when it was never measured. */
    Optional<Blocks> blocks(Track track) {
        BlockFloors series = floors.get(track);
        return series == null ? Optional.empty() : Optional.of(series.blocks());
    }

    /** By how much a series rose since that second of this life; 0 when it was never measured. */
    double rise(Track track, double since) {
        return blocks(track).map(blocks -> blocks.riseFrom(since)).orElse(0.0);
    }

    /**
     * Heap that was reserved earlier in this life and had never been in use then, in bytes.
     *
     * <p>Its pages come into memory one by one, and resident memory grows without anything that
     * leaks: of growth outside of the heap, so much proves nothing.
     */
    double untouchedHeap() {
        return reservedHeap.untouched();
    }

    /** Whether hardly any of the readings saw the outcome of a full collection of its own. */
    boolean collectsRarely() {
        return samples >= (long) READINGS_PER_RARE_COLLECTION * collections.full();
    }

    /** Whether so little was seen that growth may be what every process shows at its start. */
    boolean isStartingUp() {
        return samples < START_UP_READINGS && seconds() < START_UP_SECONDS;
    }

    /** Seconds of this life after which that is expected to be over. */
    double startedUpAt() {
        return Math.min(START_UP_SECONDS, seconds() * START_UP_READINGS / samples);
    }

    /** Its garbage collections. */
    CollectionCounts collections() {
        return collections;
    }

    double rss() {
        return rss;
    }

    double limit() {
        return limit;
    }

    double heapLimit() {
        return heapLimit;
    }

    double firstSecond() {
        return firstSecond;
    }

    double lastSecond() {
        return lastSecond;
    }

    double seconds() {
        return lastSecond - firstSecond;
    }

    double workDone() {
        return work.position();
    }

    /** Work per second over this life; 1 before any time has passed. */
    double workPerSecond() {
        return seconds() > 0 && workDone() > 0 ? workDone() / seconds() : 1;
    }

    void write(DataOutput to) throws IOException {
        Saved.writeDoubles(to, firstSecond, start, lastSecond, rss, limit, heapLimit);
        to.writeLong(samples);
        collections.write(to);
        reservedHeap.write(to);
        work.write(to);
        to.writeByte(floors.size());
        for (Map.Entry<Track, BlockFloors> series : floors.entrySet()) {
            to.writeUTF(series.getKey().name());
            for (int word : series.getValue().words()) {
                to.writeInt(word);
            }
        }
    }

    static Life read(DataInput from, boolean exercised) throws IOException {
        Life life = new Life(exercised, from.readDouble(), from.readDouble());
        life.lastSecond = from.readDouble();
        life.rss = from.readDouble();
        life.limit = from.readDouble();
        life.heapLimit = from.readDouble();
        life.samples = from.readLong();
        life.collections.read(from);
        life.reservedHeap.read(from);
        life.work.read(from);
        int tracks = from.readByte();
        for (int i = 0; i < tracks; i++) {
            Track track = Track.valueOf(from.readUTF());
            int[] words = new int[BlockFloors.WORDS];
            for (int w = 0; w < words.length; w++) {
                words[w] = from.readInt();
            }
            life.floors.put(track, BlockFloors.in(words, 0));
        }
        return life;
    }
}
