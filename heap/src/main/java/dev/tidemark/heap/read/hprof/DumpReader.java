package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.graph.Truncation;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.Index;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.Workers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dump: the top level once, the records of the heap three times, or not at all where an
 * index has what they tell.
 */
final class DumpReader {
    private static final int LEAST_ALIGNMENT_SHIFT = 3;
    private static final int MOST_ALIGNMENT_SHIFT = 8;

    private final DumpFile file;
    private final Columns columns;
    private final Workers workers;
    private final Referents referents;
    private final Index index;

    DumpReader(DumpFile file, Columns columns, Workers workers, Referents referents, Index index) {
        this.file = file;
        this.columns = columns;
        this.workers = workers;
        this.referents = referents;
        this.index = index;
    }

    /** All that a graph needs. */
    record Parsed(
            DumpFile file,
            Names names,
            Types types,
            AddressIndex addresses,
            Places places,
            ObjectTable objects,
            ReferenceTable references,
            ClassObjects classObjects,
            RootObjects roots,
            Stacks stacks,
            ObjectLayout layout,
            Optional<Truncation> truncation) {}

    Parsed read() throws SnapshotFormatException {
        TopLevel topLevel = TopLevel.read(file);
        Optional<KeptDump> kept = KeptDump.findIn(index, file);
        if (kept.isPresent()) {
            return parsed(known(topLevel, kept.get().found()), kept.get());
        }
        Chunks chunks = Chunks.of(file, topLevel, workers.division().chunkBytes());
        Known known =
                known(
                        topLevel,
                        FirstPass.run(file, chunks, alignmentShift(topLevel), workers, columns));
        KeptDump read = walk(known, chunks);
        read.keepIn(index);
        return parsed(known, read);
    }

    /** What is known once it is known which objects there are: all but their references. */
    private record Known(
            TopLevel topLevel,
            FirstPass.Found found,
            Names names,
            Types types,
            ClassObjects classObjects,
            Stacks stacks,
            RootObjects roots) {}

    private Known known(TopLevel topLevel, FirstPass.Found found) throws SnapshotFormatException {
        AddressIndex addresses = found.addresses();
        Names names = new Names(file, topLevel.strings());
        Types types = Types.of(file, names, topLevel, found.classRecords(), referents);
        ClassObjects classObjects = new ClassObjects(file, types, addresses);
        Stacks stacks = Stacks.of(file, topLevel, names, found.roots(), addresses);
        RootObjects roots = RootObjects.of(found.roots(), addresses, stacks);
        return new Known(topLevel, found, names, types, classObjects, stacks, roots);
    }

    /** The second and the third walk. */
    private KeptDump walk(Known known, Chunks chunks) throws SnapshotFormatException {
        AddressIndex addresses = known.found.addresses();
        Types types = known.types;
        ObjectTable objects = new ObjectTable(columns, addresses.count() + 1);
        if (known.found.isUnordered()) {
            objects.keepOffsets(columns);
        }
        Distances distances = Census.take(file, chunks, types, addresses, objects, workers);
        Linked linked = new Linked(types, known.classObjects, known.stacks, known.roots);
        linked.count(objects);
        ReferenceTable references = new ReferenceTable(columns, checked(objects.placeReferences()));
        Sizes sizes = Sizes.of(file, types, distances, addresses.alignment());
        objects.setAlignment(addresses.alignment());
        References.write(file, chunks, types, addresses, objects, references, sizes, workers);
        linked.store(objects, references);
        known.classObjects.setSizes(objects, sizes, known.names);
        references.dropLost(objects);
        return new KeptDump(known.found, objects, references, sizes.layout());
    }

    private Parsed parsed(Known known, KeptDump tables) {
        return new Parsed(
                file,
                known.names,
                known.types,
                known.found.addresses(),
                known.found.places(),
                tables.objects(),
                tables.references(),
                known.classObjects,
                known.roots,
                known.stacks,
                tables.layout(),
                Optional.ofNullable(truncation(known.topLevel, known.found)));
    }

    /** Objects lie at multiples of 2 to this; told by the ids of the classes, which are objects. */
    private static int alignmentShift(TopLevel topLevel) {
        long bits = 0;
        for (long id : topLevel.classNames().keys()) {
            bits |= id;
        }
        return bits == 0
                ? LEAST_ALIGNMENT_SHIFT
                : Math.min(Long.numberOfTrailingZeros(bits), MOST_ALIGNMENT_SHIFT);
    }

    private long checked(long count) throws SnapshotFormatException {
        if (count > Columns.MAX_CELLS) {
            throw file.bytes()
                    .problem(
                            file.firstRecord(),
                            "at most %d references".formatted(Columns.MAX_CELLS),
                            Long.toString(count),
                            "The heap is too large for this version of Tidemark.");
        }
        return count;
    }

    private static @Nullable Truncation truncation(TopLevel topLevel, FirstPass.Found found) {
        Truncation cut = topLevel.truncation();
        return cut == null || found.cutRecord() < 0
                ? cut
                : new Truncation(
                        cut.offset(),
                        "the record at byte %d and whatever followed".formatted(found.cutRecord()));
    }

    /** References that are not in the record of the object that they leave. */
    private record Linked(
            Types types, ClassObjects classObjects, Stacks stacks, RootObjects roots) {
        /** Counts them; what the census counted for threads is added to. */
        void count(ObjectTable objects) {
            objects.setReferenceCount(0, roots.links().count());
            for (int type = 0; type < types.count(); type++) {
                int object = classObjects.ofType(type);
                if (object >= 0) {
                    objects.setType(object, types.classType());
                    objects.setReferenceCount(object, classObjects.linksOf(type).count());
                }
            }
            stacks.byObject()
                    .forEach((thread, stack) ->
                            objects.addToReferenceCount(thread, stack.locals().count()));
        }

        void store(ObjectTable objects, ReferenceTable references) {
            roots.links().store(references, 0);
            for (int type = 0; type < types.count(); type++) {
                int object = classObjects.ofType(type);
                if (object >= 0) {
                    classObjects.linksOf(type).store(references, objects.firstReference(object));
                }
            }
            stacks.byObject()
                    .forEach((thread, stack) ->
                            stack.locals()
                                    .store(
                                            references,
                                            objects.firstReference(thread + 1)
                                                    - stack.locals().count()));
        }
    }
}
