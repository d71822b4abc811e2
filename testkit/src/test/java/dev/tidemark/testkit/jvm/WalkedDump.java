package dev.tidemark.testkit.jvm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A dump walked record by record, as the format's description says: slow and small. */
final class WalkedDump {
    private static final Map<Integer, Integer> TYPE_BYTES =
            Map.of(4, 1, 5, 2, 6, 4, 7, 8, 8, 1, 9, 2, 10, 4, 11, 8);

    final String version;
    final Map<Long, String> classNames = new HashMap<>();
    final Map<Long, Long> classOfObject = new TreeMap<>();
    final Set<Long> classDumps = new HashSet<>();
    final Map<Long, List<Long>> elements = new HashMap<>();
    final Map<Integer, List<Long>> roots = new TreeMap<>();
    final Map<Integer, Integer> topLevelRecords = new TreeMap<>();

    /** For each class the names of its static fields that refer to objects. */
    final Map<Long, Map<String, Long>> statics = new HashMap<>();

    private final Map<Long, String> strings = new HashMap<>();
    private final ByteBuffer in;
    private final int idBytes;

    WalkedDump(byte[] file) {
        in = ByteBuffer.wrap(file);
        StringBuilder text = new StringBuilder();
        for (byte next = in.get(); next != 0; next = in.get()) {
            text.append((char) next);
        }
        version = text.toString();
        idBytes = in.getInt();
        in.getLong();
        while (in.hasRemaining()) {
            record();
        }
    }

    private void record() {
        int tag = in.get();
        in.getInt();
        int end = in.position() + 4 + in.getInt();
        topLevelRecords.merge(tag, 1, Integer::sum);
        switch (tag) {
            case 0x01 -> {
                long id = id();
                byte[] text = new byte[end - in.position()];
                in.get(text);
                strings.put(id, new String(text, java.nio.charset.StandardCharsets.UTF_8));
            }
            case 0x02 -> {
                in.getInt();
                long id = id();
                in.getInt();
                classNames.put(id, strings.get(id()));
            }
            case 0x0c, 0x1c -> {
                while (in.position() < end) {
                    heapRecord();
                }
            }
            default -> in.position(end);
        }
        if (in.position() != end) {
            throw new IllegalStateException("a record ends at %d".formatted(in.position()));
        }
    }

    private void heapRecord() {
        int tag = in.get() & 0xff;
        long id = id();
        switch (tag) {
            case 0x20 -> classDump(id);
            case 0x21 -> {
                in.getInt();
                classOfObject.put(id, id());
                skip(in.getInt());
            }
            case 0x22 -> {
                in.getInt();
                int length = in.getInt();
                classOfObject.put(id, id());
                List<Long> slots = elements.computeIfAbsent(id, _ -> new ArrayList<>());
                for (int i = 0; i < length; i++) {
                    slots.add(id());
                }
            }
            case 0x23 -> {
                in.getInt();
                int length = in.getInt();
                classOfObject.put(id, 0L);
                skip(length * bytes(in.get()));
            }
            default -> {
                roots.computeIfAbsent(tag, _ -> new ArrayList<>()).add(id);
                skip(
                        switch (tag) {
                            case 0xff, 0x05, 0x07 -> 0;
                            case 0x01 -> idBytes;
                            case 0x04, 0x06 -> 4;
                            case 0x02, 0x03, 0x08 -> 8;
                            default -> throw new IllegalStateException("tag " + tag);
                        });
            }
        }
    }

    private void classDump(long id) {
        classDumps.add(id);
        in.getInt();
        skip(6 * idBytes + 4);
        skip(2);
        Map<String, Long> values = new LinkedHashMap<>();
        for (int count = in.getShort(); count > 0; count--) {
            String name = strings.get(id());
            int type = in.get();
            if (type == 2) {
                values.put(name, id());
            } else {
                skip(bytes(type));
            }
        }
        statics.put(id, values);
        skip(in.getShort() * (idBytes + 1));
    }

    private int bytes(int type) {
        return type == 2 ? idBytes : TYPE_BYTES.getOrDefault(type, 0);
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }

    private long id() {
        return idBytes == 8 ? in.getLong() : in.getInt() & 0xffff_ffffL;
    }

    String className(long object) {
        return classNames.getOrDefault(classOfObject.getOrDefault(object, 0L), "");
    }
}
