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

    private final WorkAxis work = new WorkAxis();
    private final Map<Track, BlockFloors> floors = new EnumMap<>(Track.class);
    private final double firstSecond;
    private final double start;
    private double lastSecond;
    private double rss = Double.NaN;
    private double limit = Double.NaN;
    private double heapLimit = Double.NaN;
    private double majors = Double.NaN;
    private double minors = Double.NaN;
    private double postGc = Double.NaN;
    private long samples;
    private boolean opened;
    private int youngCollections;
    private int fullCollections;
    private double highestHeap;
    private double neverUsed = Double.POSITIVE_INFINITY;
    private double untouched;
    private double nextUntouched;

    Life(MemorySample first) {
        firstSecond = first.seconds();
        lastSecond = firstSecond;
        start = first.value(Signal.START).orElse(Double.NaN);
    }

    private Life(double firstSecond, double start) {
        this.firstSecond = firstSecond;
        this.start = start;
    }

    /** Whether this sample comes from a process that has been started anew. */
    boolean endsBefore(MemorySample sample) {
        OptionalDouble started = sample.value(Signal.START);
        if (started.isPresent() && !Double.isNaN(start)) {
            return started.getAsDouble() > start;
        }
        OptionalDouble collections = sample.value(Signal.MAJOR_GCS);
        return collections.isPresent() && collections.getAsDouble() < majors;
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
        addHeapFloor(sample);
        for (Track track : Track.PLAIN) {
            put(track, sample.value(track.signal()));
        }
        addResident(sample);
        return opened;
    }

    private void addPostGc(MemorySample sample) {
        OptionalDouble value = sample.value(Signal.POST_GC_USED);
        OptionalDouble collections = sample.value(Signal.MAJOR_GCS);
        // Between collections the value only repeats the latest: that is not a second reading.
        boolean fresh =
                collections.isPresent()
                        ? collections.getAsDouble() > (Double.isNaN(majors) ? 0 : majors)
                        : value.isPresent() && value.getAsDouble() != postGc;
        if (fresh && value.isPresent()) {
            put(Track.POST_GC, value);
            fullCollections++;
            opened = true;
        }
        majors = collections.orElse(majors);
        postGc = value.orElse(postGc);
    }

    private void addHeapFloor(MemorySample sample) {
        OptionalDouble young = sample.value(Signal.MINOR_GCS);
        if (young.isPresent() && young.getAsDouble() > minors) {
            youngCollections += (int) (young.getAsDouble() - minors);
        }
        minors = young.orElse(minors);
        put(Track.HEAP_FLOOR, sample.value(Signal.HEAP_USED));
    }

    private void addResident(MemorySample sample) {
        OptionalDouble resident = sample.value(Signal.RSS);
        OptionalDouble used = sample.value(Signal.HEAP_USED);
        OptionalDouble reserved = sample.value(Signal.HEAP_TOTAL);
        OptionalDouble heap = reserved.isPresent() ? reserved : used;
        noteUntouched(used, heap);
        put(Track.RSS, resident);
        if (resident.isPresent() && heap.isPresent()) {
            put(Track.OUTSIDE, OptionalDouble.of(resident.getAsDouble() - heap.getAsDouble()));
        }
        if (reserved.isPresent() && used.isPresent()) {
            put(Track.HEAP_IN_MEMORY, OptionalDouble.of(heapInMemory(used, reserved)));
        }
    }

    /**
     * How much of the heap lies in memory: a JVM may have reserved all of it at its start, and what
     * was never in use is not there yet. What is reserved later is about to be used.
     */
    private double heapInMemory(OptionalDouble used, OptionalDouble reserved) {
        double free = Math.max(0, reserved.getAsDouble() - used.getAsDouble());
        neverUsed = Math.min(neverUsed, free);
        return reserved.getAsDouble() - neverUsed;
    }

    /** Keeps what it was when a quarter to a half of the samples so far had been taken. */
    private void noteUntouched(OptionalDouble used, OptionalDouble reserved) {
        highestHeap = Math.max(highestHeap, used.orElse(0));
        if (Long.bitCount(samples) == 1) {
            untouched = nextUntouched;
            nextUntouched = Math.max(0, reserved.orElse(0) - highestHeap);
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
        return untouched;
    }

    /** Full collections whose outcome was seen. */
    int fullCollections() {
        return fullCollections;
    }

    /** Whether hardly any of the readings saw the outcome of a full collection of its own. */
    boolean collectsRarely() {
        return samples >= (long) READINGS_PER_RARE_COLLECTION * fullCollections;
    }

    /** Whether so little was seen that growth may be what every process shows at its start. */
    boolean isStartingUp() {
        return samples < START_UP_READINGS && seconds() < START_UP_SECONDS;
    }

    /** Seconds of this life after which that is expected to be over. */
    double startedUpAt() {
        return Math.min(START_UP_SECONDS, seconds() * START_UP_READINGS / samples);
    }

    /** Whether full collections are counted and none has run, as V8 does for minutes. */
    boolean awaitsFullCollection() {
        return majors == 0 && Double.isNaN(postGc);
    }

    boolean countsMajorCollections() {
        return !Double.isNaN(majors);
    }

    /** Young collections seen; 0 when they are not counted. */
    int youngCollections() {
        return youngCollections;
    }

    double rss() {
        return rss;
    }

    double limit() {
        return limit;
    }

    /** Heap after the latest full collection; NaN before the first. */
    double afterFullGc() {
        return postGc;
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
        Saved.writeDoubles(to, firstSecond, start, lastSecond, rss, limit, majors, minors, postGc);
        Saved.writeDoubles(to, heapLimit, highestHeap, neverUsed, untouched, nextUntouched);
        to.writeLong(samples);
        to.writeInt(youngCollections);
        to.writeInt(fullCollections);
        work.write(to);
        to.writeByte(floors.size());
        for (Map.Entry<Track, BlockFloors> series : floors.entrySet()) {
            to.writeUTF(series.getKey().name());
            for (int word : series.getValue().words()) {
                to.writeInt(word);
            }
        }
    }

    static Life read(DataInput from) throws IOException {
        Life life = new Life(from.readDouble(), from.readDouble());
        life.lastSecond = from.readDouble();
        life.rss = from.readDouble();
        life.limit = from.readDouble();
        life.majors = from.readDouble();
        life.minors = from.readDouble();
        life.postGc = from.readDouble();
        life.heapLimit = from.readDouble();
        life.highestHeap = from.readDouble();
        life.neverUsed = from.readDouble();
        life.untouched = from.readDouble();
        life.nextUntouched = from.readDouble();
        life.samples = from.readLong();
        life.youngCollections = from.readInt();
        life.fullCollections = from.readInt();
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
