package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of a series.
 *
 * @param onset second at which its leak begins
 * @param until second at which that ends; NaN when it does not
 * @param ambiguous whether nobody can know within its window
 */
record TrendLabel(
        String file, String family, boolean leak, double onset, double until, boolean ambiguous) {

    boolean leaksAtTheEnd() {
        return leak && Double.isNaN(until);
    }

    /** The labels of all series in a folder. */
    static List<TrendLabel> of(Path folder) throws IOException {
        Path labels = folder.resolve("labels.csv");
        return Files.exists(labels) ? listed(Files.readAllLines(labels)) : byName(folder);
    }

    private static List<TrendLabel> listed(List<String> lines) {
        List<String> header = Arrays.asList(lines.getFirst().split(",", -1));
        List<TrendLabel> labels = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            labels.add(
                    new TrendLabel(
                            fields[header.indexOf("file")],
                            fields[header.indexOf("family")],
                            fields[header.indexOf("leak")].equals("1"),
                            number(fields[header.indexOf("onset_s")]),
                            number(fields[header.indexOf("until_s")]),
                            fields[header.indexOf("ambig")].equals("1")));
        }
        return labels;
    }

    private static double number(String field) {
        return field.isEmpty() || field.equalsIgnoreCase("nan")
                ? Double.NaN
                : Double.parseDouble(field);
    }

    private static List<TrendLabel> byName(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .sorted()
                    .map(name ->
                            new TrendLabel(
                                    name,
                                    name.replaceAll("[-.].*", ""),
                                    name.contains("leak"),
                                    0,
                                    Double.NaN,
                                    false))
                    .toList();
        }
    }
}
