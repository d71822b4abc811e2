package dev.tidemark.capture.linux;

import java.util.List;
import java.util.OptionalLong;

/** Kernel files of lines such as {@code active_file 4096} or {@code MemTotal: 1024 kB}. */
final class KeyedNumbers {
    private KeyedNumbers() {}

    static OptionalLong find(List<String> lines, String key) {
        return lines.stream()
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals(key))
                .mapToLong(words -> Long.parseLong(words[1]))
                .findFirst();
    }
}
