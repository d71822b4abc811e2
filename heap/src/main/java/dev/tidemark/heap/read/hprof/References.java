package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.Workers;

/** The third walk over all records: writes each object's references and size to their places. */
final class References {
    private final DumpFile file;
    private final Types types;
    private final AddressIndex addresses;
    private final ObjectTable objects;
    private final ReferenceTable references;
    private final Sizes sizes;

    /** Ids of the class objects that the dump has, by type; 0 for others. */
    private final long[] classIds;

    /** Where a stack chunk's record says how long the stack is, or -1. */
    private final int stackWords;

    private References(
            DumpFile file,
            Types types,
            AddressIndex addresses,
            ObjectTable objects,
            ReferenceTable references,
            Sizes sizes) {
        this.file = file;
        this.types = types;
        this.addresses = addresses;
        this.objects = objects;
        this.references = references;
        this.sizes = sizes;
        this.stackWords = types.offsetOf(sizes.stackChunk(), "size", FieldKind.INT);
        this.classIds = new long[types.count()];
        for (int type = 0; type < classIds.length; type++) {
            classIds[type] = types.dump(type) == null ? 0 : types.id(type);
        }
    }

    static void write(
            DumpFile file,
            Chunks chunks,
            Types types,
            AddressIndex addresses,
            ObjectTable objects,
            ReferenceTable references,
            Sizes sizes,
            Workers workers)
            throws SnapshotFormatException {
        References pass = new References(file, types, addresses, objects, references, sizes);
        chunks.walk(workers, () -> pass.new Walk());
    }

    /** The part of one thread. */
    private final class Walk implements Chunks.Pass {
        private final ReferenceBatch batch = new ReferenceBatch(addresses, references);

        @Override
        public void walk(HeapRecords records) throws SnapshotFormatException {
            while (records.next()) {
                switch (records.tag()) {
                    case Tags.INSTANCE -> instance(records);
                    case Tags.OBJECT_ARRAY -> objectArray(records);
                    case Tags.PRIMITIVE_ARRAY, Tags.PRIMITIVE_ARRAY_WITHOUT_DATA ->
                            primitiveArray(records);
                    default -> {
                        // Class objects and roots are seen to elsewhere.
                    }
                }
            }
        }

        private void instance(HeapRecords record) {
            int object = addresses.indexOf(record.id());
            int type = objects.type(object);
            classReference(object, type);
            int[] offsets = types.referenceOffsets(type);
            int referent = types.referent(type);
            long data = record.data();
            for (int i = 0; i < offsets.length; i++) {
                long id = file.id(data + offsets[i]);
                if (id != 0) {
                    batch.add(id, i == referent ? ReferenceCodes.WEAK : ReferenceCodes.field(i));
                }
            }
            objects.setSize(object, instanceSize(record, type));
        }

        private long instanceSize(HeapRecords record, int type) {
            if (type == types.classType()) {
                return sizes.ofUnrecordedClass(addresses.distanceToNext(record.id()));
            }
            if (type == sizes.stackChunk() && stackWords >= 0) {
                return sizes.ofStackChunk(
                        file.number(FieldKind.INT, record.data() + stackWords),
                        addresses.distanceToNext(record.id()));
            }
            return sizes.ofInstance(type);
        }

        private void objectArray(HeapRecords record) {
            int object = addresses.indexOf(record.id());
            classReference(object, objects.type(object));
            long data = record.data();
            for (long i = record.length(); i > 0; i--, data += file.idBytes()) {
                long id = file.id(data);
                if (id != 0) {
                    batch.add(id, ReferenceCodes.ELEMENT);
                }
            }
            objects.setSize(object, sizes.ofArray(FieldKind.OBJECT, record.length()));
        }

        private void primitiveArray(HeapRecords record) throws SnapshotFormatException {
            int object = addresses.indexOf(record.id());
            classReference(object, objects.type(object));
            FieldKind kind = file.primitive(record.elementKind(), record.data() - 1);
            objects.setSize(object, sizes.ofArray(kind, record.length()));
        }

        /** Moves to the object's references, of which the one to its class is first. */
        private void classReference(int object, int type) {
            batch.moveTo(objects.firstReference(object));
            if (classIds[type] != 0) {
                batch.add(classIds[type], ReferenceCodes.LINK);
            }
        }

        @Override
        public void finish() {
            batch.flush();
        }
    }
}
