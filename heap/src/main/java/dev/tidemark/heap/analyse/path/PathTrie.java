package dev.tidemark.heap.analyse.path;

import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.KeptColumns;
import dev.tidemark.model.HeapPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All normalised paths of several snapshots as one tree, so that a path is an {@code int} and equal
 * paths of different snapshots are the same one.
 *
 * <p>A step that repeats an earlier one close above it (the {@code next} of a linked list) leads
 * back to that one, so a list is as deep as one entry.
 */
public final class PathTrie {
    /** The name of a slot among many. */
    public static final String ANY = "[*]";

    /** What strings, numbers and arrays of them are called, on V8 and on JVMs. */
    private static final Set<String> DATA =
            Set.of(
                    "string",
                    "number",
                    "symbol",
                    "bigint",
                    "data",
                    "String",
                    "Boolean",
                    "Character",
                    "Float",
                    "Double",
                    "Byte",
                    "Short",
                    "Integer",
                    "Long",
                    "boolean[]",
                    "char[]",
                    "float[]",
                    "double[]",
                    "byte[]",
                    "short[]",
                    "int[]",
                    "long[]");

    /** The path without steps. */
    public static final int ROOT = 0;

    /** How far up a repeated step is looked for: lists repeat one step, lists of pairs two. */
    public static final int LONGEST_CYCLE = 3;

    /** Arrays in arrays are not lists unless they are nested as deep as this. */
    private static final int NESTED_SLOTS = 4;

    private record Node(int parent, String name, String type) {}

    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> indexes = new HashMap<>();

    /** For a step that is repeated further down the slot on the way there, if there is one. */
    private final Map<Integer, Integer> slots = new HashMap<>();

    public PathTrie() {
        nodes.add(new Node(ROOT, "", ""));
    }

    /** The path one step longer, or the path above {@code node} that the step repeats. */
    public int child(int node, String name, String type) {
        int repeated = repeated(node, name, type);
        if (repeated != ROOT) {
            noteSlot(repeated, node);
            return repeated;
        }
        return indexes.computeIfAbsent(
                new Node(node, name, type),
                key -> {
                    nodes.add(key);
                    return nodes.size() - 1;
                });
    }

    /**
     * Adds the paths of another tree in their order.
     *
     * @return the numbers that its paths have here
     */
    public int[] addAll(PathTrie other) {
        int[] numbers = new int[other.size()];
        for (int node = 1; node < numbers.length; node++) {
            Node step = other.nodes.get(node);
            numbers[node] = child(numbers[step.parent()], step.name(), step.type());
        }
        other.slots.forEach((step, slot) -> slots.putIfAbsent(numbers[step], numbers[slot]));
        return numbers;
    }

    /** Adds all paths to columns of an index. */
    public void addTo(ColumnList columns) {
        columns.addNumbers(nodes.stream().mapToLong(Node::parent).toArray())
                .addTexts(nodes.stream().map(Node::name).toList())
                .addTexts(nodes.stream().map(Node::type).toList())
                .addNumbers(slots.keySet().stream().mapToLong(Integer::longValue).toArray())
                .addNumbers(slots.values().stream().mapToLong(Integer::longValue).toArray());
    }

    /** The tree that {@link #addTo} added. */
    public static PathTrie of(KeptColumns kept) {
        long[] parents = kept.numbers();
        List<String> names = kept.texts();
        List<String> types = kept.texts();
        PathTrie trie = new PathTrie();
        for (int node = 1; node < parents.length; node++) {
            trie.child((int) parents[node], names.get(node), types.get(node));
        }
        long[] steps = kept.numbers();
        long[] slots = kept.numbers();
        for (int i = 0; i < steps.length; i++) {
            trie.slots.put((int) steps[i], (int) slots[i]);
        }
        return trie;
    }

    private int repeated(int node, String name, String type) {
        boolean slot = name.equals(ANY);
        int seen = 0;
        int above = node;
        for (int up = 0; above != ROOT && up < (slot ? NESTED_SLOTS : LONGEST_CYCLE); up++) {
            Node step = nodes.get(above);
            if (step.name().equals(name) && step.type().equals(type)) {
                if (!slot || ++seen == NESTED_SLOTS) {
                    return above;
                }
            }
            above = step.parent();
        }
        return ROOT;
    }

    private void noteSlot(int repeated, int from) {
        for (int at = from; at != repeated; at = parent(at)) {
            if (nodes.get(at).name().equals(ANY)) {
                slots.putIfAbsent(repeated, at);
            }
        }
    }

    /**
     * Where a step comes again further down, as in trees and in what keeps more of its own kind:
     * the slot between the two, which is where there become more. {@link #ROOT} if the step does
     * not come again, or at once, as in a list.
     */
    public int slotBeforeRepetition(int node) {
        return slots.getOrDefault(node, ROOT);
    }

    public int parent(int node) {
        return nodes.get(node).parent();
    }

    public HeapPath.Step step(int node) {
        return new HeapPath.Step(nodes.get(node).name(), nodes.get(node).type());
    }

    /** Whether the path leads to strings, numbers and the like, and not to objects. */
    public boolean isData(int node) {
        return DATA.contains(nodes.get(node).type());
    }

    /** How many paths there are; they are numbered from 0. */
    public int size() {
        return nodes.size();
    }

    /** The steps from the root to {@code node}. */
    public List<HeapPath.Step> steps(int node) {
        Deque<HeapPath.Step> steps = new ArrayDeque<>();
        for (int at = node; at != ROOT; at = parent(at)) {
            steps.addFirst(step(at));
        }
        return List.copyOf(steps);
    }
}
