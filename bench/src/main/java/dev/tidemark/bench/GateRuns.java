package dev.tidemark.bench;

import dev.tidemark.cli.Main;
import dev.tidemark.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs gates one after the other in this JVM, which costs half of what as many JVMs do: most of a
 * short one's time is spent on becoming fast. What is decided, and how, is the same.
 *
 * <p>Reads a line for each run, the words of the command as an array of JSON, and answers with a
 * line: the report, or {@code {"error": TEXT}} where there is none.
 */
public final class GateRuns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GateRuns() {}

    public static void main(String[] args) throws IOException {
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order; (order = orders.readLine()) != null; ) {
            System.out.println(run(JSON.readValue(order, String[].class)));
        }
    }

    private static String run(String[] words) throws IOException {
        Path report = Files.createTempFile("gate", ".json");
        try {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
            Main.run(new Terminal(System.err, err, false, false), with(words, report));
            String answer = Files.readString(report).strip();
            return answer.isEmpty() ? error(said.toString(StandardCharsets.UTF_8)) : answer;
        } finally {
            Files.delete(report);
        }
    }

    private static String[] with(String[] words, Path report) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(1, "--output=" + report);
        return all.toArray(String[]::new);
    }

    private static String error(String said) {
        return JSON.createObjectNode().put("error", said.strip()).toString();
    }
}
