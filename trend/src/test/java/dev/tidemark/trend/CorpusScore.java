package dev.tidemark.trend;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TrendVerdict;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Scores the detector on labelled series and prints one row of a table and one line a family.
 *
 * <p>Run it with the classes of {@code model}, {@code trend} and trend's tests on the class path:
 *
 * <pre>
 * java -cp model/target/classes:trend/target/classes:trend/target/test-classes \
 *     dev.tidemark.trend.CorpusScore FOLDER [NAME_PREFIX]
 * </pre>
 *
 * <p>With a {@code labels.csv} in the folder (columns file, family, leak, onset_s, until_s, ambig)
 * the labels are read from there; without one, a series leaks if its name holds "leak". The verdict
 * is asked for at 64 points of each series; {@code verdict} scores the last one, {@code online} any
 * alarm. Ambiguous series are counted apart.
 */
final class CorpusScore {
    private static final int CHECKS = Integer.getInteger("checks", 64);

    private final Map<String, Tally> families = new TreeMap<>();
    private final Tally all = new Tally();
    private final List<Double> detectionShares = new ArrayList<>();

    private CorpusScore() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String prefix = arguments.length > 1 ? arguments[1] : "";
        CorpusScore score = new CorpusScore();
        for (Label label : labels(folder)) {
            if (label.file.startsWith(prefix)) {
                score.add(label, trace(folder.resolve(label.file)));
            }
        }
        score.print();
    }

    /** What is known of a series: seconds of onset and end of the leak, NaN if it has none. */
    private record Label(
            String file,
            String family,
            boolean leak,
            boolean ambiguous,
            double onset,
            double until) {
        boolean leaksAtTheEnd() {
            return leak && Double.isNaN(until);
        }
    }

    /** The verdict at each point that was asked, one letter each, and when it was asked. */
    private record Trace(String verdicts, List<Double> seconds) {
        double firstAlarm() {
            int at = verdicts.indexOf('L');
            return at < 0 ? Double.NaN : seconds.get(at);
        }

        char last() {
            return verdicts.charAt(verdicts.length() - 1);
        }

        double end() {
            return seconds.get(seconds.size() - 1);
        }
    }

    private static final class Tally {
        private int found;
        private int missed;
        private int falseAlarms;
        private int quiet;
        private int undecided;
        private int everFound;
        private int everMissed;
        private int everFalse;
        private int everQuiet;
        private int ambiguous;
        private int ambiguousAlarms;
        private double cleanShareInAlarm;
        private final List<String> wrong = new ArrayList<>();

        void addFinal(Label label, Trace trace) {
            boolean alarm = trace.last() == 'L';
            undecided += trace.last() == '?' ? 1 : 0;
            if (label.leaksAtTheEnd()) {
                found += alarm ? 1 : 0;
                missed += alarm ? 0 : 1;
            } else {
                falseAlarms += alarm ? 1 : 0;
                quiet += alarm ? 0 : 1;
            }
            if (alarm != label.leaksAtTheEnd() || trace.last() == '?') {
                wrong.add(label.file + " " + trace.verdicts);
            }
        }

        void addOnline(Label label, Trace trace, boolean inTime) {
            boolean alarm = !Double.isNaN(trace.firstAlarm());
            if (label.leak) {
                everFound += inTime ? 1 : 0;
                everMissed += inTime ? 0 : 1;
            } else {
                everFalse += alarm ? 1 : 0;
                everQuiet += alarm ? 0 : 1;
                long alarms = trace.verdicts.chars().filter(letter -> letter == 'L').count();
                cleanShareInAlarm += (double) alarms / trace.verdicts.length();
            }
        }

        int scored() {
            return found + missed + falseAlarms + quiet;
        }
    }

    private static List<Label> labels(Path folder) throws IOException {
        Path file = folder.resolve("labels.csv");
        if (!Files.exists(file)) {
            return labelsFromNames(folder);
        }
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",", -1);
        List<Label> labels = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> row = new HashMap<>();
            String[] fields = line.split(",", -1);
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], fields[i]);
            }
            labels.add(label(row));
        }
        return labels;
    }

    private static Label label(Map<String, String> row) {
        return new Label(
                row.getOrDefault("file", ""),
                row.getOrDefault("family", ""),
                "1".equals(row.get("leak")),
                "1".equals(row.get("ambig")),
                number(row.getOrDefault("onset_s", "")),
                number(row.getOrDefault("until_s", "")));
    }

    private static double number(String text) {
        return text.isEmpty() || text.equals("nan") ? Double.NaN : Double.parseDouble(text);
    }

    private static List<Label> labelsFromNames(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .sorted()
                    .map(name ->
                            new Label(
                                    name,
                                    name.substring(0, name.indexOf('-')),
                                    name.contains("leak"),
                                    false,
                                    0,
                                    Double.NaN))
                    .toList();
        }
    }

    private static Trace trace(Path file) throws IOException {
        List<MemorySample> samples = new ArrayList<>();
        try (Reader csv = Files.newBufferedReader(file)) {
            SeriesCsv.read(csv, file.toString(), samples::add);
        }
        TrendDetector detector = new TrendDetector();
        StringBuilder verdicts = new StringBuilder();
        List<Double> seconds = new ArrayList<>();
        int asked = 0;
        for (int i = 0; i < samples.size(); i++) {
            detector.add(samples.get(i));
            if ((i + 1L) * CHECKS / samples.size() > asked) {
                asked = (int) ((i + 1L) * CHECKS / samples.size());
                verdicts.append(letter(detector.verdict()));
                seconds.add(samples.get(i).seconds());
            }
        }
        return new Trace(verdicts.toString(), seconds);
    }

    private static char letter(TrendVerdict verdict) {
        if (verdict instanceof TrendVerdict.Leaking) {
            return 'L';
        }
        if (verdict instanceof TrendVerdict.Settled) {
            return 's';
        }
        return verdict instanceof TrendVerdict.Steady ? '-' : '?';
    }

    private void add(Label label, Trace trace) {
        Tally family = families.computeIfAbsent(label.family, name -> new Tally());
        for (Tally tally : Arrays.asList(all, family)) {
            if (label.ambiguous) {
                tally.ambiguous++;
                tally.ambiguousAlarms += Double.isNaN(trace.firstAlarm()) ? 0 : 1;
            } else {
                tally.addFinal(label, trace);
                tally.addOnline(label, trace, inTime(label, trace));
            }
        }
        if (!label.ambiguous && label.leak && inTime(label, trace)) {
            double leakTime = Math.max(1, endOf(label, trace) - label.onset);
            detectionShares.add((trace.firstAlarm() - label.onset) / leakTime);
        }
    }

    private static boolean inTime(Label label, Trace trace) {
        double first = trace.firstAlarm();
        return label.leak && first >= label.onset && first <= endOf(label, trace);
    }

    private static double endOf(Label label, Trace trace) {
        return Double.isNaN(label.until) ? trace.end() : label.until;
    }

    // The command's output is its purpose.
    @SuppressWarnings("SystemOut")
    private void print() {
        families.forEach((name, tally) -> {
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %3d series, alarm %3d, undecided %3d%n",
                    name,
                    tally.scored() + tally.ambiguous,
                    tally.found + tally.falseAlarms + tally.ambiguousAlarms,
                    tally.undecided);
            tally.wrong.forEach(wrong -> System.out.println("    " + wrong));
        });
        Collections.sort(detectionShares);
        System.out.println(
                "detector  | verdict P  R     F1    FPR   undecided | online P  R     F1    FPR  "
                        + " ttd50 alarm-time | ambiguous");
        System.out.printf(
                Locale.ROOT,
                "tidemark  | %s %.3f     | %s %.3f %.4f     | %d/%d%n",
                rates(all.found, all.falseAlarms, all.missed, all.quiet),
                share(all.undecided, all.scored()),
                rates(all.everFound, all.everFalse, all.everMissed, all.everQuiet),
                detectionShares.isEmpty()
                        ? Double.NaN
                        : detectionShares.get(detectionShares.size() / 2),
                all.cleanShareInAlarm / Math.max(1, all.everFalse + all.everQuiet),
                all.ambiguousAlarms,
                all.ambiguous);
    }

    private static String rates(int found, int falseAlarms, int missed, int quiet) {
        double precision = share(found, found + falseAlarms);
        double recall = share(found, found + missed);
        double f1 = share(2 * found, 2 * found + falseAlarms + missed);
        return String.format(
                Locale.ROOT,
                "%.3f     %.3f %.3f %.3f",
                precision,
                recall,
                f1,
                share(falseAlarms, falseAlarms + quiet));
    }

    private static double share(int part, int whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
