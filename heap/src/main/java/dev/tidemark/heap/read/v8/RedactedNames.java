package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.read.SnapshotFormatException;

/**
 * Decides which names of a snapshot say what something is, and which are data: the text of a string
 * is data unless it names a variable, a function or a file; the name of a property is data when its
 * object is used as a dictionary.
 *
 * <p>No snapshot says that of an object. But the names of fields are spelled by code, or many
 * objects have them; keys are not, or look like no name.
 */
final class RedactedNames {
    /** An object with more references than this, whatever it is, may be used as a dictionary. */
    private static final int MANY = 64;

    /** One with more tells nothing about what others call their fields. */
    private static final int FEW = 40;

    /** An array with larger gaps than this is used as a dictionary of numbers. */
    private static final int GAP = 1000;

    private final StringUses strings;
    private final NodeColumns nodes;

    RedactedNames(StringUses strings, NodeColumns nodes) {
        this.strings = strings;
        this.nodes = nodes;
    }

    /** Functions are called what code calls them. */
    void learnFromNodes() {
        for (int node = 0; node < nodes.count(); node++) {
            ObjectKind kind = nodes.kind(node);
            if (kind == ObjectKind.CLOSURE || kind == ObjectKind.CODE) {
                strings.mark(nodes.name(node), StringUses.IN_CODE);
            }
        }
    }

    void learn(EdgeWalk edge) {
        int from = edge.from();
        int to = edge.to();
        if (nodes.kind(to) == ObjectKind.STRING && strings.listsCode(nodes.name(from))) {
            strings.mark(nodes.name(to), StringUses.IN_CODE);
            if (strings.listsIdentifiers(nodes.name(from))) {
                nodes.mark(to, NodeColumns.IDENTIFIER);
            }
        }
        switch (edge.kind()) {
            case CONTEXT -> strings.mark(edge.name(), StringUses.IN_CODE);
            case PROPERTY -> learnProperty(edge);
            case INTERNAL -> {
                if (strings.leadsToScript(edge.name()) && nodes.kind(to) == ObjectKind.CODE) {
                    strings.mark(nodes.name(to), StringUses.SCRIPT);
                } else if (strings.exports(nodes.name(from))
                        && nodes.kind(to) == ObjectKind.ARRAY) {
                    nodes.mark(to, NodeColumns.EXPORTS);
                }
            }
            case LOCAL, STATIC, ELEMENT, HIDDEN, SHORTCUT, WEAK, OTHER -> {
                // These tell nothing about names.
            }
        }
    }

    private void learnProperty(EdgeWalk edge) {
        if (nodes.edges(edge.from()) <= FEW) {
            strings.addOwner(edge.name());
        }
        if (strings.isToStringTag(edge.name())) {
            nodes.mark(edge.from(), NodeColumns.TAGGED);
        } else if (strings.leadsToEvents(edge.name())) {
            nodes.mark(edge.to(), NodeColumns.EVENTS);
        }
    }

    /** Decides about the name of an edge, once everything is learned. */
    void decide(EdgeWalk edge) throws SnapshotFormatException {
        if (edge.hasName()) {
            strings.mark(edge.name(), keepsName(edge) ? StringUses.KEPT : StringUses.REPLACED);
        }
        if (nodes.is(edge.from(), NodeColumns.EXPORTS)
                && nodes.kind(edge.to()) == ObjectKind.STRING) {
            nodes.mark(edge.to(), NodeColumns.IDENTIFIER);
        }
    }

    void decideNodes() {
        for (int node = 0; node < nodes.count(); node++) {
            strings.mark(nodes.name(node), keepsName(node) ? StringUses.KEPT : StringUses.REPLACED);
        }
    }

    /** Whether the name of an edge that has one stays. */
    boolean keepsName(EdgeWalk edge) {
        if (edge.kind() != ReferenceKind.PROPERTY) {
            return true;
        }
        int name = edge.name();
        boolean word = strings.is(name, StringUses.WORD);
        boolean known = strings.is(name, StringUses.IN_CODE) || strings.isShared(name);
        if (strings.is(name, StringUses.SCRIPT)) {
            return true;
        }
        if (nodes.is(edge.from(), NodeColumns.EVENTS)) {
            return known && (word || strings.is(name, StringUses.WORDS));
        }
        return mayBeDictionary(edge.from()) ? word && known : word || strings.isShared(name);
    }

    private boolean mayBeDictionary(int node) {
        return nodes.kind(node) == ObjectKind.OBJECT
                && (strings.isPlainObject(nodes.name(node)) || nodes.edges(node) > MANY);
    }

    /** The number of an element as it is to be written. */
    long index(EdgeWalk edge) {
        if (edge.kind() != ReferenceKind.ELEMENT
                || nodes.kind(edge.from()) != ObjectKind.OBJECT
                || strings.isTimerList(nodes.name(edge.to()))) {
            return edge.index();
        }
        boolean isArray = !mayBeDictionary(edge.from());
        return isArray && edge.index() <= 2L * edge.place() + GAP ? edge.index() : edge.place();
    }

    /** Whether the name of a node stays. */
    boolean keepsName(int node) {
        int name = nodes.name(node);
        return switch (nodes.kind(node)) {
            case STRING ->
                    nodes.is(node, NodeColumns.IDENTIFIER)
                            || strings.isKind(name)
                            || strings.is(name, StringUses.SCRIPT | StringUses.LANGUAGE);
            case CONCATENATED_STRING, SLICED_STRING, SYMBOL, BIGINT, NUMBER -> strings.isKind(name);
            case REGEXP -> false;
            case OBJECT ->
                    !nodes.is(node, NodeColumns.TAGGED)
                            || strings.is(name, StringUses.IN_CODE)
                            || strings.namesGlobal(name);
            case HIDDEN, ARRAY, CLASS, CODE, CLOSURE, NATIVE, SYNTHETIC, SHAPE, OTHER -> true;
        };
    }
}
