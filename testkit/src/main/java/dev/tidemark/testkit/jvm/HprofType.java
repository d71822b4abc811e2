package dev.tidemark.testkit.jvm;

/** The types of fields and elements, with the numbers that HPROF has for them. */
public enum HprofType {
    OBJECT('L', 2, 0),
    BOOLEAN('Z', 4, 1),
    CHAR('C', 5, 2),
    FLOAT('F', 6, 4),
    DOUBLE('D', 7, 8),
    BYTE('B', 8, 1),
    SHORT('S', 9, 2),
    INT('I', 10, 4),
    LONG('J', 11, 8);

    private final char letter;
    private final int code;
    private final int bytes;

    HprofType(char letter, int code, int bytes) {
        this.letter = letter;
        this.code = code;
        this.bytes = bytes;
    }

    /** The JVM's letter for the type. */
    public char letter() {
        return letter;
    }

    /** The number in the file. */
    public int code() {
        return code;
    }

    /** Bytes in the file and in memory; 0 for references, whose width the layout says. */
    public int bytes() {
        return bytes;
    }
}
