package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Suspect;
import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.HeapPath.Step;
import dev.tidemark.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A suspect in a heap of V8, and what can be asked there: functions, scopes, properties.
 *
 * @param common what can be asked of any runtime
 */
record V8Suspect(Suspect common) {
    private static final int MOST_LINKS = 4096;
    private static final int MOST_PARTS = 2000;
    private static final int LONGEST_LIST = 100_000;

    private HeapGraph graph() {
        return common.snapshot().graph();
    }

    private RuntimeRules rules() {
        return common.snapshot().rules();
    }

    Accumulation accumulation() {
        return common.accumulation();
    }

    /** One of the holding objects, if any is known. */
    OptionalInt holder() {
        List<Integer> holders = accumulation().holders();
        return holders.isEmpty() ? OptionalInt.empty() : OptionalInt.of(holders.getFirst());
    }

    Step fromEnd(int index) {
        return common.fromEnd(index);
    }

    boolean passes(String stepName) {
        return common.passes(stepName);
    }

    OptionalInt newest() {
        return common.newest();
    }

    String typeOf(int object) {
        return common.typeOf(object);
    }

    /** The path of the holder as the runtime has it. */
    List<Step> rawPath() {
        return common.rawPath();
    }

    double bytesEach() {
        return common.bytesEach();
    }

    String holderName() {
        return common.holderName();
    }

    /** Whether an object hangs on one of its own type: in a list that the program makes itself. */
    boolean isLinked(int object) {
        OptionalInt above = owner(object);
        return above.isPresent()
                && kind(above.getAsInt()) == kind(object)
                && typeOf(above.getAsInt()).equals(typeOf(object));
    }

    /** What a person calls the list that the newest entry is linked into: {@code editor.last}. */
    String listName() {
        OptionalInt first = newest();
        for (int i = 0; i < LONGEST_LIST && first.isPresent() && isLinked(first.getAsInt()); i++) {
            first = owner(first.getAsInt());
        }
        OptionalInt above = first.isPresent() ? owner(first.getAsInt()) : first;
        return above.isPresent() && above.equals(holder())
                ? nameOfLink(above.getAsInt(), first.getAsInt())
                        .map(name -> holderName() + "." + name)
                        .orElse(holderName())
                : holderName();
    }

    /** The property by which one object refers to another. */
    Optional<String> nameOfLink(int from, int to) {
        return links(from).stream()
                .filter(link -> link.isProperty() && link.target() == to)
                .map(Link::name)
                .findFirst();
    }

    /** The characters of a string, cut by the runtime, or the name of another object. */
    String text(int object) {
        return graph().name(object);
    }

    ObjectKind kind(int object) {
        return graph().kind(object);
    }

    long shallowSize(int object) {
        return graph().shallowSize(object);
    }

    /** All objects of a kind. Cost: looks at every object of the heap. */
    IntStream objects(ObjectKind kind) {
        return IntStream.range(0, graph().objectCount())
                .filter(object -> graph().kind(object) == kind);
    }

    /** The object by which a person would explain that this one is alive, if there is one. */
    OptionalInt owner(int object) {
        int owner = common.snapshot().owners().parent(object);
        return owner == OwnerTree.NONE ? OptionalInt.empty() : OptionalInt.of(owner);
    }

    /** The first {@value #MOST_LINKS} references that leave an object. */
    List<Link> links(int object) {
        List<Link> links = new ArrayList<>();
        long first = graph().firstReference(object);
        long end = Math.min(graph().firstReference(object + 1), first + MOST_LINKS);
        for (long reference = first; reference < end; reference++) {
            links.add(
                    new Link(
                            graph().referenceKind(reference),
                            graph().referenceName(reference),
                            graph().target(reference)));
        }
        return links;
    }

    /** The entry itself if it is of that sort, or else a property of it that it owns. */
    OptionalInt entryOrPart(IntPredicate wanted) {
        OptionalInt entry = newest();
        if (entry.isEmpty() || wanted.test(entry.getAsInt())) {
            return entry;
        }
        return links(entry.getAsInt()).stream()
                .filter(Link::isProperty)
                .mapToInt(Link::target)
                .filter(part -> owner(part).equals(entry) && wanted.test(part))
                .findFirst();
    }

    /**
     * Whether an object and what it owns are most of what an entry costs, so that it explains the
     * entry. Looks at no more than {@value #MOST_PARTS} objects.
     */
    boolean isMostOfEntry(int object) {
        List<Integer> parts = new ArrayList<>(List.of(object));
        long bytes = 0;
        for (int i = 0; i < parts.size() && i < MOST_PARTS; i++) {
            int part = parts.get(i);
            bytes += shallowSize(part);
            links(part).stream()
                    .mapToInt(Link::target)
                    .distinct()
                    .filter(target -> owner(target).equals(OptionalInt.of(part)))
                    .forEach(parts::add);
        }
        return bytes > bytesEach() / 2;
    }

    /** Whether the class of an object is the runtime's, and not one of the program of that name. */
    boolean isOfRuntime(int object, Set<String> types) {
        return types.contains(typeOf(object))
                && rules().origin(object)
                        .map(origin -> origin instanceof CodeOrigin.BuiltIn)
                        .orElse(true);
    }

    /** Whether all entries that are known are so; false when none is known. */
    boolean allEntries(IntPredicate wanted) {
        List<Integer> entries = accumulation().entries();
        return !entries.isEmpty() && entries.stream().allMatch(wanted::test);
    }

    /** What the property, variable or internal link of that name refers to. */
    OptionalInt follow(int object, String name) {
        long end = graph().firstReference(object + 1);
        for (long reference = graph().firstReference(object); reference < end; reference++) {
            ReferenceKind kind = graph().referenceKind(reference);
            if (kind != ReferenceKind.ELEMENT
                    && kind != ReferenceKind.HIDDEN
                    && graph().referenceName(reference).equals(name)) {
                return OptionalInt.of(graph().target(reference));
            }
        }
        return OptionalInt.empty();
    }

    /** The name of a function, as it was written. */
    String nameOf(int object) {
        return rules().functionName(object, graph().name(object));
    }

    boolean isFunction(int object) {
        return graph().kind(object) == ObjectKind.CLOSURE;
    }

    /** The function itself, or the one that a bound or wrapped function calls. */
    int unwrapped(int function) {
        int at = function;
        for (int i = 0; i < 4; i++) {
            OptionalInt inner = follow(at, "bound_function");
            if (inner.isEmpty()) {
                inner = follow(at, "listener");
            }
            if (inner.isEmpty() || !isFunction(inner.getAsInt())) {
                return at;
            }
            at = inner.getAsInt();
        }
        return at;
    }

    /** Where a function is written. */
    AllocationSite site(int function) {
        SourceLocation at = rules().location(function);
        return new AllocationSite(nameOf(function), at);
    }

    /** The variables in the scope of a function; those of blocks where the source can be read. */
    List<Link> variables(int function) {
        OptionalInt scope = follow(function, "context");
        if (scope.isEmpty()) {
            return List.of();
        }
        int context = scope.getAsInt();
        List<Link> variables = new ArrayList<>();
        long end = graph().firstReference(context + 1);
        for (long reference = graph().firstReference(context); reference < end; reference++) {
            ReferenceKind kind = graph().referenceKind(reference);
            if (kind == ReferenceKind.CONTEXT
                    || rules().declaration(context, reference).isPresent()) {
                variables.add(
                        new Link(
                                kind,
                                rules().stepName(context, reference),
                                graph().target(reference)));
            }
        }
        return variables;
    }

    /** The variables in the scope of a function, as text; empty when there are none. */
    String captured(int function) {
        return variables(function).stream()
                .limit(5)
                .map(variable -> variable.name() + " : " + typeOf(variable.target()))
                .collect(Collectors.joining(", "));
    }
}
