package dev.tidemark.heap.read.hprof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a dump that several threads of a JVM wrote at once. The JVM joins {@code X.p0},
 * {@code X.p1} and so on to {@code X} in the end; if it dies before, they lie beside it, and {@code
 * X} has names, classes and stacks but no heap.
 */
final class Fragments {
    private Fragments() {}

    /** The file and its fragments, in their order; the file alone if there are none. */
    static List<Path> of(Path file) throws IOException {
        Pattern fragment = Pattern.compile(Pattern.quote(file.getFileName() + ".p") + "(\\d{1,6})");
        record Numbered(Path file, int number) {}
        List<Numbered> fragments = new ArrayList<>();
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (Stream<Path> siblings = Files.list(folder)) {
                for (Path sibling : siblings.toList()) {
                    Matcher matcher = fragment.matcher(sibling.getFileName().toString());
                    if (matcher.matches()) {
                        fragments.add(new Numbered(sibling, Integer.parseInt(matcher.group(1))));
                    }
                }
            }
        }
        fragments.sort(Comparator.comparingInt(Numbered::number));
        return Stream.concat(Stream.of(file), fragments.stream().map(Numbered::file)).toList();
    }
}
