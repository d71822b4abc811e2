package dev.tidemark.heap.analyse.path;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ObjectKind;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the objects that a person means: {@code @4711} and {@code @0x7f0012c8} are ids; text with
 * {@code >} is a path as findings print it, types may be left out and {@code *} stands for any
 * text; everything else is the name of a type, a class or a function.
 */
public final class ObjectQuery {
    private static final Pattern ID = Pattern.compile("@((?:0[xX][0-9a-fA-F]{1,15})|\\d{1,18})");

    private ObjectQuery() {}

    /** The objects that fit; those that cannot be reached are among them only for ids. */
    public static BitSet find(Snapshot snapshot, String what) {
        Matcher id = ID.matcher(what);
        if (id.matches()) {
            return byId(snapshot.graph(), Long.decode(id.group(1)));
        }
        return what.contains(" > ") ? byPath(snapshot, what) : byName(snapshot, what);
    }

    private static BitSet byId(HeapGraph graph, long id) {
        BitSet found = new BitSet();
        if (graph instanceof JvmHeap heap) {
            heap.objectAt(id).ifPresent(found::set);
            return found;
        }
        for (int object = 0; object < graph.objectCount(); object++) {
            if (graph.objectId(object) == id) {
                found.set(object);
            }
        }
        return found;
    }

    private static BitSet byName(Snapshot snapshot, String name) {
        HeapGraph graph = snapshot.graph();
        BitSet types = new BitSet();
        for (int type = 0; type < graph.typeCount(); type++) {
            types.set(type, graph.typeName(type).equals(name));
        }
        BitSet found = new BitSet(graph.objectCount());
        for (int object = 0; object < graph.objectCount(); object++) {
            boolean function = types.isEmpty() && graph.kind(object) == ObjectKind.CLOSURE;
            boolean fits =
                    types.get(graph.typeOf(object))
                            || (function && graph.name(object).equals(name));
            if (fits && snapshot.owners().reaches(object)) {
                found.set(object);
            }
        }
        return found;
    }

    private static BitSet byPath(Snapshot snapshot, String text) {
        Pattern pattern = pattern(text);
        PathTrie trie = new PathTrie();
        ObjectPaths paths = new ObjectPaths(snapshot, trie);
        Map<Integer, Boolean> fits = new HashMap<>();
        BitSet found = new BitSet(snapshot.graph().objectCount());
        for (int i = 0; i < snapshot.owners().reachedCount(); i++) {
            int object = snapshot.owners().inOrder(i);
            if (!snapshot.rules().isInternal(object)
                    && fits.computeIfAbsent(
                            paths.of(object), path -> fits(snapshot, trie, path, pattern))) {
                found.set(object);
            }
        }
        return found;
    }

    private static boolean fits(Snapshot snapshot, PathTrie trie, int path, Pattern pattern) {
        return pattern.matcher(snapshot.rules().readable(trie.steps(path)).toString()).matches();
    }

    /** Each step as it is written, with or without its type. */
    private static Pattern pattern(String text) {
        return Pattern.compile(
                Stream.of(text.split(" > ", -1))
                        .map(ObjectQuery::stepPattern)
                        .collect(Collectors.joining(" > ")));
    }

    private static String stepPattern(String step) {
        String any = "\u0000";
        String quoted =
                Pattern.quote(step.strip().replace("[*]", any))
                        .replace("*", "\\E.*\\Q")
                        .replace(any, "[*]");
        return quoted + "(?: : (?:(?! > ).)*)?";
    }
}
