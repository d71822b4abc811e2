package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the dumps of real JVMs among the test's resources, and what others say of it. */
enum GoldenDump {
    JDK17_G1("jdk17-g1"),
    JDK25_G1("jdk25-g1"),
    JDK25_G1_COH("jdk25-g1-coh"),
    JDK25_G1_NOCOOPS("jdk25-g1-nocoops"),
    JDK25_SERIAL_ALIGN16("jdk25-serial-align16"),
    JDK25_G1_GZ("jdk25-g1-gz"),
    JDK25_PARALLEL_ALL("jdk25-parallel-all");

    private static final Pattern HISTOGRAM_LINE =
            Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private final String id;

    GoldenDump(String id) {
        this.id = id;
    }

    /** How many objects of a class there are, and their bytes together. */
    record Population(long objects, long bytes) {
        Population plus(Population other) {
            return new Population(objects + other.objects, bytes + other.bytes);
        }
    }

    JvmHeap open(Referents referents) throws IOException {
        Path file = copy();
        try {
            return HprofDumps.open(file, referents);
        } finally {
            Files.delete(file);
        }
    }

    /** A file of its own, packed as the JVM or gzip packed it. */
    Path copy() throws IOException {
        Path file = Files.createTempFile("tidemark-test-", ".hprof.gz");
        try (InputStream in = resource(id + ".hprof.gz")) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(GoldenDump.class.getResourceAsStream("/golden/" + name));
    }

    private static List<String> lines(String name) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(resource(name), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }

    /** The JVM's own histogram; classes of one name together, named as Java source names them. */
    Map<String, Population> histogram() throws IOException {
        Map<String, Population> all = new TreeMap<>();
        for (String line : lines(id + ".jvm-histogram.txt")) {
            Matcher matcher = HISTOGRAM_LINE.matcher(line);
            if (matcher.matches()) {
                all.merge(
                        Names.sourceName(matcher.group(3).replace("/0x", "+0x")),
                        new Population(
                                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))),
                        Population::plus);
            }
        }
        return all;
    }

    /** What MAT says of the dump, by the names in its summary. */
    Map<String, String> mat() throws IOException {
        Map<String, String> all = new HashMap<>();
        for (String line : lines(id + ".mat.csv")) {
            int comma = line.indexOf(',');
            all.put(line.substring(0, comma), line.substring(comma + 1));
        }
        return all;
    }

    /** How many records of a kind there are. */
    long records(String kind) throws IOException {
        List<List<String>> rows =
                lines("records.csv").stream().map(line -> List.of(line.split(",", -1))).toList();
        int column = rows.getFirst().indexOf(kind);
        return rows.stream()
                .filter(cells -> cells.getFirst().equals(id))
                .mapToLong(cells -> Long.parseLong(cells.get(column)))
                .findFirst()
                .orElseThrow();
    }
}
