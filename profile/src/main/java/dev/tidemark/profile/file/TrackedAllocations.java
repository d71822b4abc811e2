package dev.tidemark.profile.file;

import dev.tidemark.model.SourceLocation;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The allocations that V8 tracked one by one, as they stand in a heap snapshot that ended the
 * tracking: a tree of calls with what each allocated, and at each living object the call that made
 * it. Read in one pass, without the references; memory is needed for the tree alone.
 */
final class TrackedAllocations {
    /** Columns that V8 has had ever since; their order is checked. */
    private static final List<String> FUNCTION_FIELDS =
            List.of("function_id", "name", "script_name", "script_id", "line", "column");

    private static final List<String> TREE_FIELDS =
            List.of("id", "function_info_index", "count", "size", "children");

    private final Path file;
    private final Map<String, List<String>> fields = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<long[]> functions = new ArrayList<>();
    private final List<String> strings = new ArrayList<>();
    private long[] aliveBytes = {};
    private long[] aliveCounts = {};

    /** One call of the tree; parents come before their children. */
    private record Call(int parent, long id, int function, Weight allocated) {}

    private TrackedAllocations(Path file) {
        this.file = file;
    }

    static AllocationProfile read(Path file) throws ProfileFormatException {
        TrackedAllocations tracked = new TrackedAllocations(file);
        try (JsonParser json = JsonFile.stream(file)) {
            tracked.read(json);
        } catch (JacksonException e) {
            throw JsonFile.broken(file, e);
        }
        return tracked.profile();
    }

    private void read(JsonParser json) throws ProfileFormatException {
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "snapshot" -> meta(json);
                case "nodes" -> nodes(json);
                case "trace_function_infos" -> functions(json);
                case "trace_tree" -> tree(json);
                case "strings" -> {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        strings.add(json.getString());
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    /** The names of all columns: arrays of texts, wherever they stand. */
    private void meta(JsonParser json) {
        int depth = 1;
        String name = "";
        while (depth > 0) {
            switch (json.nextToken()) {
                case START_OBJECT -> depth++;
                case END_OBJECT -> depth--;
                case PROPERTY_NAME -> name = json.getString();
                case START_ARRAY -> fields.put(name, texts(json));
                case NOT_AVAILABLE,
                        END_ARRAY,
                        VALUE_EMBEDDED_OBJECT,
                        VALUE_STRING,
                        VALUE_NUMBER_INT,
                        VALUE_NUMBER_FLOAT,
                        VALUE_TRUE,
                        VALUE_FALSE,
                        VALUE_NULL -> {
                    // Counts, which the arrays themselves tell.
                }
            }
        }
    }

    private static List<String> texts(JsonParser json) {
        List<String> texts = new ArrayList<>();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
            } else if (depth == 1 && token == JsonToken.VALUE_STRING) {
                texts.add(json.getString());
            }
        }
        return texts;
    }

    private void nodes(JsonParser json) throws ProfileFormatException {
        List<String> columns = fields.getOrDefault("node_fields", List.of());
        int size = columns.indexOf("self_size");
        int trace = columns.indexOf("trace_node_id");
        if (size < 0 || trace < 0) {
            throw untracked("objects without the calls that made them");
        }
        long bytes = 0;
        long call = 0;
        int column = 0;
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            if (column == size) {
                bytes = json.getLongValue();
            } else if (column == trace) {
                call = json.getLongValue();
            }
            if (++column == columns.size()) {
                column = 0;
                alive(call, bytes);
            }
        }
    }

    /** Objects from before the tracking have call 0. */
    private void alive(long call, long bytes) throws ProfileFormatException {
        if (call <= 0) {
            return;
        }
        if (call > Integer.MAX_VALUE / 2) {
            throw new ProfileFormatException(file, "the number of a call", Long.toString(call));
        }
        int id = (int) call;
        if (id >= aliveBytes.length) {
            int capacity = Math.max(1024, 2 * id);
            aliveBytes = Arrays.copyOf(aliveBytes, capacity);
            aliveCounts = Arrays.copyOf(aliveCounts, capacity);
        }
        aliveBytes[id] += bytes;
        aliveCounts[id]++;
    }

    private void functions(JsonParser json) throws ProfileFormatException {
        check("trace_function_info_fields", FUNCTION_FIELDS);
        long[] row = new long[FUNCTION_FIELDS.size()];
        int column = 0;
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            row[column++] = json.getLongValue();
            if (column == row.length) {
                functions.add(row.clone());
                column = 0;
            }
        }
    }

    private void check(String name, List<String> expected) throws ProfileFormatException {
        if (!expected.equals(fields.get(name))) {
            throw new ProfileFormatException(
                    file, name + " " + expected, String.valueOf(fields.get(name)));
        }
    }

    /** The children of a call stand in an array, five values each, the last their own children. */
    private void tree(JsonParser json) throws ProfileFormatException {
        check("trace_node_fields", TREE_FIELDS);
        List<Integer> open = new ArrayList<>();
        open.add(-1);
        long[] row = new long[TREE_FIELDS.size() - 1];
        int column = 0;
        while (!open.isEmpty()) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_NUMBER_INT && column < row.length) {
                row[column++] = json.getLongValue();
            } else if (token == JsonToken.START_ARRAY && column == row.length) {
                calls.add(
                        new Call(open.getLast(), row[0], (int) row[1], new Weight(row[3], row[2])));
                open.add(calls.size() - 1);
                column = 0;
            } else if (token == JsonToken.END_ARRAY && column == 0) {
                open.removeLast();
            } else {
                throw new ProfileFormatException(
                        file, "calls of %d values".formatted(TREE_FIELDS.size()), "other ones");
            }
        }
    }

    private AllocationProfile profile() throws ProfileFormatException {
        if (calls.isEmpty() || functions.isEmpty()) {
            throw untracked("none");
        }
        Coverage coverage = Coverage.unknown(Coverage.Scale.EXACT);
        AllocationProfile.Builder builder =
                new AllocationProfile.Builder()
                        .covering(Measure.ALLOCATED, coverage)
                        .covering(Measure.ALIVE, coverage);
        int[] nodes = new int[calls.size()];
        for (int i = 0; i < nodes.length; i++) {
            Call call = calls.get(i);
            // The first call is the root, and has no function.
            nodes[i] = i == 0 ? 0 : builder.child(nodes[Math.max(0, call.parent())], frame(call));
            builder.add(nodes[i], Measure.ALLOCATED, call.allocated());
            if (call.id() >= 0 && call.id() < aliveBytes.length) {
                int id = (int) call.id();
                builder.add(nodes[i], Measure.ALIVE, new Weight(aliveBytes[id], aliveCounts[id]));
            }
        }
        return builder.build();
    }

    private Frame frame(Call call) throws ProfileFormatException {
        if (call.function() < 0 || call.function() >= functions.size()) {
            throw new ProfileFormatException(
                    file,
                    "one of %d functions".formatted(functions.size()),
                    "function " + call.function());
        }
        long[] function = functions.get(call.function());
        return Frame.function(
                string(function[1]),
                new SourceLocation(
                        V8Url.file(string(function[2])), place(function[4]), place(function[5])));
    }

    /** V8 writes 0 for an unknown place, and counts known ones from 1. */
    private static int place(long number) {
        return Math.clamp(number, 0, Integer.MAX_VALUE);
    }

    private String string(long index) throws ProfileFormatException {
        if (index < 0 || index >= strings.size()) {
            throw new ProfileFormatException(
                    file, "one of %d texts".formatted(strings.size()), "text " + index);
        }
        return strings.get((int) index);
    }

    private ProfileFormatException untracked(String found) {
        return new ProfileFormatException(
                file,
                "a snapshot with tracked allocations",
                found,
                "For an ordinary snapshot use `tidemark summary`.");
    }
}
