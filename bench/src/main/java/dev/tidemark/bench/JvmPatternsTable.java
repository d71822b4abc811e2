package dev.tidemark.bench;

import dev.tidemark.explain.Explainer;
import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.model.Finding;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmProgram;
import dev.tidemark.testkit.programs.JvmPrograms;
import dev.tidemark.testkit.programs.JvmRuntime;
import dev.tidemark.testkit.programs.ProgramForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The catalogue of leak patterns on every JVM that is installed and new enough: each program alone,
 * in its three forms, three dumps each. A row says whether what leaks is named by its holder and
 * its pattern, and whether what does not leak is left in peace.
 */
final class JvmPatternsTable {
    private static final int DUMPS = 3;
    private static final int OPERATIONS = 200;

    private static final List<ProgramForm> FORMS =
            List.of(ProgramForm.LEAKING, ProgramForm.FIXED, ProgramForm.LOOKALIKE);

    private final Path folder;
    private int rows;
    private int right;

    private JvmPatternsTable(Path folder) {
        this.folder = folder;
    }

    /** The arguments are patterns of programs; without any, all run. */
    public static void main(String[] patterns) throws IOException {
        JvmPatternsTable table = new JvmPatternsTable(Files.createTempDirectory("patterns"));
        for (ProgramForm form : FORMS) {
            table.run(form, List.of(patterns));
        }
        System.out.printf("%d of %d right%n", table.right, table.rows);
    }

    private void run(ProgramForm form, List<String> patterns) throws IOException {
        Path classes = JvmPrograms.compile(form, folder.resolve(form.name()));
        for (JvmProgram program : JvmPrograms.of(form)) {
            if (!patterns.isEmpty() && !patterns.contains(program.pattern())) {
                continue;
            }
            for (JvmRuntime jvm : JvmRuntime.all()) {
                if (jvm.major() >= program.since()) {
                    print(program, jvm, explain(jvm, classes, program));
                }
            }
        }
    }

    private void print(JvmProgram program, JvmRuntime jvm, Explanation explanation) {
        boolean isRight =
                program.holders().isEmpty()
                        ? explanation.verdict() != Verdict.LEAKING
                        : program.holders().stream()
                                .allMatch(holder -> isNamed(holder, explanation));
        rows++;
        right += isRight ? 1 : 0;
        System.out.printf(
                "%-5s %-22s JDK %-3d %-9s %s%n",
                isRight ? "right" : "WRONG",
                program,
                jvm.major(),
                explanation.verdict(),
                explanation.findings().stream().map(JvmPatternsTable::text).toList());
    }

    private static boolean isNamed(JvmProgram.Holder holder, Explanation explanation) {
        return explanation.findings().stream()
                .anyMatch(finding ->
                        finding.pattern().equals(holder.pattern())
                                && finding.holder().path().toString().contains(holder.name()));
    }

    private static String text(Finding finding) {
        return finding.pattern() + ": " + finding.title();
    }

    private Explanation explain(JvmRuntime jvm, Path classes, JvmProgram program)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("-Xmx96m", "-XX:+UseSerialGC"));
        words.addAll(JvmPrograms.arguments(classes, List.of(program)));
        List<HeapGraph> heaps = new ArrayList<>();
        List<Path> dumps = new ArrayList<>();
        try (JvmProcess process = jvm.start(words, JvmPrograms.environment())) {
            for (int i = 0; i < DUMPS; i++) {
                process.ask("step");
                Path dump = Files.createTempDirectory(folder, "dump").resolve("heap.hprof");
                process.ask("dump " + dump);
                dumps.add(dump);
                heaps.add(Heaps.open(dump));
            }
            return Explainer.explain(heaps, OptionalLong.of(OPERATIONS));
        } finally {
            heaps.forEach(HeapGraph::close);
            for (Path dump : dumps) {
                Files.deleteIfExists(dump);
            }
        }
    }
}
