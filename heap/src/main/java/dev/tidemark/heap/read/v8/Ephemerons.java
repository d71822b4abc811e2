package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.file.SnapshotBytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the names that V8 gives to the entries of WeakMaps: {@code 3 / part of key (K @5) -> value
 * (V @7) pair in WeakMap (table @9)}. Each entry has two edges of that name, one from the key and
 * one from the table. The value lives as long as both do; as in DevTools the key is taken as its
 * owner.
 */
final class Ephemerons implements StringTable.Visitor {
    private static final byte[] MARK = " / part of key (".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TABLE =
            "pair in WeakMap (table @".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DIGITS = 18;

    private final SnapshotBytes bytes;
    private final Map<Integer, Long> tableByName = new HashMap<>();

    Ephemerons(SnapshotBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public void string(int index, long start, long end) {
        if (end - start < MARK.length || !isDigit(start)) {
            return;
        }
        long afterNumber = start;
        while (afterNumber < end && isDigit(afterNumber)) {
            afterNumber++;
        }
        if (startsWith(MARK, afterNumber, end)) {
            readTable(index, start, end);
        }
    }

    private void readTable(int index, long start, long end) {
        long digits = end - 1;
        long tableId = 0;
        long power = 1;
        while (digits > start && isDigit(digits - 1) && end - digits < MAX_DIGITS) {
            digits--;
            tableId += power * (bytes.at(digits) - '0');
            power *= 10;
        }
        long table = digits - TABLE.length;
        if (bytes.at(end - 1) == ')' && table > start && startsWith(TABLE, table, end)) {
            tableByName.put(index, tableId);
        }
    }

    private boolean isDigit(long offset) {
        byte b = bytes.at(offset);
        return b >= '0' && b <= '9';
    }

    private boolean startsWith(byte[] text, long offset, long end) {
        if (end - offset < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes.at(offset + i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** The ids of all tables that an entry names. */
    Set<Long> tables() {
        return new HashSet<>(tableByName.values());
    }

    /** Whether an edge of this name is the table's side of an entry, when it leaves {@code id}. */
    boolean isTableSide(int name, long id) {
        Long table = tableByName.get(name);
        return table != null && table == id;
    }
}
