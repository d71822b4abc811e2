package dev.tidemark.heap.read.hprof;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types that fields and array elements can have. */
enum FieldKind {
    OBJECT(2, 'L', 0),
    BOOLEAN(4, 'Z', 1),
    CHAR(5, 'C', 2),
    FLOAT(6, 'F', 4),
    DOUBLE(7, 'D', 8),
    BYTE(8, 'B', 1),
    SHORT(9, 'S', 2),
    INT(10, 'I', 4),
    LONG(11, 'J', 8);

    private static final @Nullable FieldKind[] BY_NUMBER = new FieldKind[12];

    static {
        for (FieldKind kind : values()) {
            BY_NUMBER[kind.number] = kind;
        }
    }

    private final int number;
    private final char letter;
    private final int bytes;

    FieldKind(int number, char letter, int bytes) {
        this.number = number;
        this.letter = letter;
        this.bytes = bytes;
    }

    /** The kind that a dump writes as this number, or null. */
    static @Nullable FieldKind of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /** The kind with a letter of the JVM's descriptors; {@code L} and {@code [} are objects. */
    static @Nullable FieldKind ofLetter(char letter) {
        for (FieldKind kind : values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        return letter == '[' ? OBJECT : null;
    }

    char letter() {
        return letter;
    }

    /** As the dump writes it. */
    int number() {
        return number;
    }

    /** Bytes of a value in the dump. */
    int bytes(int idBytes) {
        return this == OBJECT ? idBytes : bytes;
    }

    /** As Java source has it. */
    String javaName() {
        return this == OBJECT ? "java.lang.Object" : name().toLowerCase(Locale.ROOT);
    }
}
