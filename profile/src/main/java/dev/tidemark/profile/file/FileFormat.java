package dev.tidemark.profile.file;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The formats that profiles are written in, by the end of the file's name. */
public enum FileFormat {
    /** The protocol buffer of {@code go tool pprof} and most profile services; both measures. */
    PPROF(".pb.gz", ".pprof"),
    /** For speedscope.app; both measures. */
    SPEEDSCOPE(".speedscope.json", ".speedscope"),
    /** One stack a line, for flame graph scripts; only the main measure, and no counts. */
    COLLAPSED(".collapsed", ".folded"),
    /** For the Memory panel of Chrome DevTools; only the main measure. */
    HEAPPROFILE(".heapprofile", ".heapprof");

    private final String ending;
    private final String otherEnding;

    FileFormat(String ending, String otherEnding) {
        this.ending = ending;
        this.otherEnding = otherEnding;
    }

    /** The usual end of such a file's name. */
    public String ending() {
        return ending;
    }

    /** The format that a file of this name is written in; empty where the name tells none. */
    public static Optional<FileFormat> of(Path file) {
        String name = file.toString();
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending) || name.endsWith(format.otherEnding))
                .findFirst();
    }
}
