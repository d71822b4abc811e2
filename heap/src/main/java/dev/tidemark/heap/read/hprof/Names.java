package dev.tidemark.heap.read.hprof;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The names in a dump: of classes, fields, methods. Read when asked for. */
final class Names {
    /** How a hidden class's name ends inside of the JVM; programs see a slash. */
    private static final Pattern HIDDEN_CLASS = Pattern.compile("\\+(?=0x[0-9a-f]+$)");

    private final DumpFile file;
    private final LongMap strings;

    Names(DumpFile file, LongMap strings) {
        this.file = file;
        this.strings = strings;
    }

    /** The string with an id; says so if the dump has none. */
    String of(long id) {
        long at = id == 0 ? -1 : strings.get(id, -1);
        if (at < 0) {
            return "(unknown name 0x" + Long.toHexString(id) + ")";
        }
        int length = (int) Math.min(file.u4(at - 4) - file.idBytes(), 1 << 16);
        byte[] utf8 = new byte[length];
        file.bytes().copy(at + file.idBytes(), utf8, length);
        return decode(utf8);
    }

    boolean has(long id) {
        return id != 0 && strings.get(id, -1) >= 0;
    }

    /** Decodes the JVM's form of UTF-8, which has pairs of surrogates and a 0 of two bytes. */
    private static String decode(byte[] utf8) {
        boolean ascii = true;
        for (byte one : utf8) {
            ascii &= one > 0;
        }
        if (ascii || utf8.length > 0xffff) {
            return new String(utf8, StandardCharsets.UTF_8);
        }
        byte[] withLength = new byte[utf8.length + 2];
        withLength[0] = (byte) (utf8.length >>> 8);
        withLength[1] = (byte) utf8.length;
        System.arraycopy(utf8, 0, withLength, 2, utf8.length);
        try {
            return new DataInputStream(new ByteArrayInputStream(withLength)).readUTF();
        } catch (IOException e) {
            return new String(utf8, StandardCharsets.UTF_8);
        }
    }

    /** A class's name as Java source has it: {@code java.lang.String[][]}, {@code int[]}. */
    String ofClass(long id) {
        return sourceName(of(id));
    }

    static String sourceName(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = dimensions == 0 ? name : elementName(name.substring(dimensions));
        return HIDDEN_CLASS.matcher(element.replace('/', '.')).replaceFirst("/")
                + "[]".repeat(dimensions);
    }

    private static String elementName(String descriptor) {
        if (descriptor.startsWith("L") && descriptor.endsWith(";")) {
            return descriptor.substring(1, descriptor.length() - 1);
        }
        FieldKind kind = descriptor.length() == 1 ? FieldKind.ofLetter(descriptor.charAt(0)) : null;
        return kind == null ? descriptor : kind.javaName();
    }
}
