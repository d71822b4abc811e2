package dev.tidemark.testkit.jvm;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an HPROF dump record by record, in the order of the calls, into memory. It checks nothing:
 * a test may write what no JVM would.
 *
 * <p>Ids are what the caller says; strings get ids of their own, far below any address.
 */
public final class HprofWriter {
    /** The field of a class: static ones have a value, others do not. */
    record Field(String name, HprofType type, long value) {}

    private static final int UTF8 = 0x01;
    private static final int LOAD_CLASS = 0x02;
    private static final int FRAME = 0x04;
    private static final int TRACE = 0x05;
    private static final int HEAP_DUMP = 0x0c;
    private static final int HEAP_DUMP_SEGMENT = 0x1c;
    private static final int HEAP_DUMP_END = 0x2c;

    private static final int CLASS_DUMP = 0x20;
    private static final int INSTANCE_DUMP = 0x21;
    private static final int OBJECT_ARRAY_DUMP = 0x22;
    private static final int PRIMITIVE_ARRAY_DUMP = 0x23;
    private static final int ANDROID_PRIMITIVE_ARRAY_NODATA = 0xc3;
    private static final int ANDROID_HEAP_DUMP_INFO = 0xfe;

    private static final long TIME = 1_700_000_000_000L;

    private final HprofLayout layout;
    private final Buffer file = new Buffer();
    private final Buffer segment = new Buffer();
    private final Map<String, Long> strings = new LinkedHashMap<>();
    private final List<Integer> borders = new ArrayList<>();
    private final List<Integer> segmentBorders = new ArrayList<>();

    /** Bytes in memory with the writes of {@link DataOutputStream}, which cannot fail. */
    private final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        void u1(int value) {
            bytes.write(value);
        }

        void u2(int value) {
            u1(value >> 8);
            u1(value);
        }

        void u4(long value) {
            u2((int) (value >> 16));
            u2((int) value);
        }

        void u8(long value) {
            u4(value >> 32);
            u4(value);
        }

        void id(long value) {
            if (layout.idBytes() == 8) {
                u8(value);
            } else {
                u4(value);
            }
        }

        void value(HprofType type, long value) {
            switch (type) {
                case OBJECT -> id(value);
                case BOOLEAN, BYTE -> u1((int) value);
                case CHAR, SHORT -> u2((int) value);
                case INT, FLOAT -> u4(value);
                case LONG, DOUBLE -> u8(value);
            }
        }

        void raw(byte[] some) {
            try {
                out.write(some);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Begins a file with its header. */
    public HprofWriter(HprofLayout layout) {
        this.layout = layout;
        file.raw(layout.version().getBytes(StandardCharsets.US_ASCII));
        file.u1(0);
        file.u4(layout.idBytes());
        file.u8(TIME);
    }

    /** A record of any kind, outside of the heap. */
    public void record(int tag, byte[] body) {
        borders.add(file.bytes.size());
        file.u1(tag);
        file.u4(0);
        file.u4(body.length);
        file.raw(body);
    }

    /** The id of a string, which is written on its first use. */
    public long string(String text) {
        Long known = strings.get(text);
        if (known != null) {
            return known;
        }
        long id = 0x1000 + 16L * strings.size();
        strings.put(text, id);
        Buffer body = new Buffer();
        body.id(id);
        body.raw(text.getBytes(StandardCharsets.UTF_8));
        record(UTF8, body.bytes.toByteArray());
        return id;
    }

    /** {@code LOAD_CLASS}; the name as the JVM has it, {@code java/lang/String}. */
    public void loadClass(int serial, long id, String internalName) {
        Buffer body = new Buffer();
        body.u4(serial);
        body.id(id);
        body.u4(0);
        body.id(string(internalName));
        record(LOAD_CLASS, body.bytes.toByteArray());
    }

    /** {@code FRAME}: one call of a stack. */
    public void frame(long id, String method, String sourceFile, int classSerial, int line) {
        Buffer body = new Buffer();
        body.id(id);
        body.id(string(method));
        body.id(string("()V"));
        body.id(sourceFile.isEmpty() ? 0 : string(sourceFile));
        body.u4(classSerial);
        body.u4(line);
        record(FRAME, body.bytes.toByteArray());
    }

    /** {@code TRACE}: the stack of a thread, innermost frame first. */
    public void trace(int serial, int threadSerial, List<Long> frames) {
        Buffer body = new Buffer();
        body.u4(serial);
        body.u4(threadSerial);
        body.u4(frames.size());
        frames.forEach(body::id);
        record(TRACE, body.bytes.toByteArray());
    }

    /** A root; {@code thread} and {@code frame} are written where the kind has them. */
    public void root(HprofRoot kind, long object, int thread, int frame) {
        begin(kind.tag());
        segment.id(object);
        switch (kind.tail()) {
            case NOTHING -> {}
            case REFERENCE -> segment.id(0x40 + object);
            case THREAD -> segment.u4(thread);
            case THREAD_AND_FRAME -> {
                segment.u4(thread);
                segment.u4(frame);
            }
        }
        end();
    }

    /** Android's word that the following objects belong to the heap of that name. */
    public void androidHeap(int heap, String name) {
        long id = string(name);
        begin(ANDROID_HEAP_DUMP_INFO);
        segment.u4(heap);
        segment.id(id);
        end();
    }

    /** {@code CLASS_DUMP}, with no constants. */
    void classDump(
            long id,
            long superId,
            long loaderId,
            long domainId,
            int instanceBytes,
            List<Field> statics,
            List<Field> fields) {
        statics.forEach(field -> string(field.name));
        fields.forEach(field -> string(field.name));
        begin(CLASS_DUMP);
        segment.id(id);
        segment.u4(0);
        segment.id(superId);
        segment.id(loaderId);
        segment.id(0);
        segment.id(domainId);
        for (int unused = 0; unused < 2; unused++) {
            segment.id(0);
        }
        segment.u4(instanceBytes);
        segment.u2(0);
        segment.u2(statics.size());
        for (Field field : statics) {
            segment.id(string(field.name));
            segment.u1(field.type.code());
            segment.value(field.type, field.value);
        }
        segment.u2(fields.size());
        for (Field field : fields) {
            segment.id(string(field.name));
            segment.u1(field.type.code());
        }
        end();
    }

    /** {@code INSTANCE_DUMP}: the values of the class's own fields first, then of its parents'. */
    void instance(long id, long classId, List<Field> values) {
        begin(INSTANCE_DUMP);
        segment.id(id);
        segment.u4(0);
        segment.id(classId);
        segment.u4(
                values.stream()
                        .mapToInt(value ->
                                value.type == HprofType.OBJECT
                                        ? layout.idBytes()
                                        : value.type.bytes())
                        .sum());
        values.forEach(value -> segment.value(value.type, value.value));
        end();
    }

    /** {@code OBJECT_ARRAY_DUMP}; 0 is null. */
    public void objectArray(long id, long arrayClassId, long[] elements) {
        begin(OBJECT_ARRAY_DUMP);
        segment.id(id);
        segment.u4(0);
        segment.u4(elements.length);
        segment.id(arrayClassId);
        for (long element : elements) {
            segment.id(element);
        }
        end();
    }

    /** {@code PRIMITIVE_ARRAY_DUMP}; the contents as the file has them. */
    public void primitiveArray(long id, HprofType type, byte[] contents) {
        begin(PRIMITIVE_ARRAY_DUMP);
        segment.id(id);
        segment.u4(0);
        segment.u4(contents.length / type.bytes());
        segment.u1(type.code());
        segment.raw(contents);
        end();
    }

    /** Android's array without its contents. */
    public void primitiveArrayWithoutData(long id, HprofType type, int length) {
        begin(ANDROID_PRIMITIVE_ARRAY_NODATA);
        segment.id(id);
        segment.u4(0);
        segment.u4(length);
        segment.u1(type.code());
        end();
    }

    private void begin(int tag) {
        segmentBorders.add(segment.bytes.size());
        segment.u1(tag);
    }

    private void end() {
        if (layout.segmentBytes() > 0 && segment.bytes.size() >= layout.segmentBytes()) {
            endSegment();
        }
    }

    /** Ends the segment that is open, if it has anything in it. */
    public void endSegment() {
        if (segment.bytes.size() == 0) {
            return;
        }
        int start = file.bytes.size() + 9;
        record(
                layout.segmentBytes() > 0 ? HEAP_DUMP_SEGMENT : HEAP_DUMP,
                segment.bytes.toByteArray());
        segmentBorders.forEach(border -> borders.add(start + border));
        segmentBorders.clear();
        segment.bytes.reset();
    }

    /** Ends the file. */
    public byte[] finish() {
        endSegment();
        if (layout.segmentBytes() > 0) {
            record(HEAP_DUMP_END, new byte[0]);
        }
        return file.bytes.toByteArray();
    }

    /** Where records begin, those within heap dump segments too. */
    List<Integer> borders() {
        return List.copyOf(borders);
    }
}
