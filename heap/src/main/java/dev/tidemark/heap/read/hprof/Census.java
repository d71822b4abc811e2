package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.Workers;

/**
 * The second walk over all records: the type of each object, how many references leave it, and how
 * far it is to the next object.
 */
final class Census {
    private final DumpFile file;
    private final Types types;
    private final AddressIndex addresses;
    private final ObjectTable objects;
    private final boolean[] hasClassObject;
    private final Distances distances;

    private Census(DumpFile file, Types types, AddressIndex addresses, ObjectTable objects) {
        this.file = file;
        this.types = types;
        this.addresses = addresses;
        this.objects = objects;
        this.distances = new Distances(types.count());
        this.hasClassObject = new boolean[types.count()];
        for (int type = 0; type < hasClassObject.length; type++) {
            hasClassObject[type] = types.dump(type) != null;
        }
    }

    /** Counts what is there, but for class objects and the root. */
    static Distances take(
            DumpFile file,
            Chunks chunks,
            Types types,
            AddressIndex addresses,
            ObjectTable objects,
            Workers workers)
            throws SnapshotFormatException {
        Census census = new Census(file, types, addresses, objects);
        chunks.walk(workers, () -> census.new Walk());
        return census.distances;
    }

    private synchronized void add(Distances ofOneThread) {
        distances.addAll(ofOneThread);
    }

    /** The part of one thread. */
    private final class Walk implements Chunks.Pass {
        private final Distances found = new Distances(types.count());
        private final CensusBatch batch = new CensusBatch(objects);

        @Override
        public void walk(HeapRecords records) throws SnapshotFormatException {
            while (records.next()) {
                switch (records.tag()) {
                    case Tags.INSTANCE -> instance(records);
                    case Tags.OBJECT_ARRAY -> objectArray(records);
                    case Tags.PRIMITIVE_ARRAY, Tags.PRIMITIVE_ARRAY_WITHOUT_DATA ->
                            primitiveArray(records);
                    default -> {
                        // Class objects and roots are few; they are seen to elsewhere.
                    }
                }
            }
        }

        private void instance(HeapRecords record) throws SnapshotFormatException {
            int type = types.ofInstance(record.classId());
            if (record.length() < types.instanceBytes(type)) {
                throw file.problem(
                        record.start(),
                        "%d bytes of fields, as class %s has them"
                                .formatted(types.instanceBytes(type), types.name(type)),
                        record.length() + "");
            }
            int references = 0;
            long data = record.data();
            for (int offset : types.referenceOffsets(type)) {
                if (file.id(data + offset) != 0) {
                    references++;
                }
            }
            add(record, type, references);
            found.addInstance(type, addresses.distanceToNext(record.id()));
        }

        private void objectArray(HeapRecords record) throws SnapshotFormatException {
            int references = 0;
            long data = record.data();
            for (long i = record.length(); i > 0; i--, data += file.idBytes()) {
                if (file.id(data) != 0) {
                    references++;
                }
            }
            add(record, types.ofInstance(record.classId()), references);
            found.addObjectArray(record.length(), addresses.distanceToNext(record.id()));
        }

        private void primitiveArray(HeapRecords record) throws SnapshotFormatException {
            FieldKind kind = file.primitive(record.elementKind(), record.data() - 1);
            add(record, types.ofPrimitiveArray(kind.number()), 0);
            found.addPrimitiveArray(
                    kind.number(),
                    record.length() * kind.bytes(0),
                    addresses.distanceToNext(record.id()));
        }

        private void add(HeapRecords record, int type, int references) {
            int object = addresses.indexOf(record.id());
            batch.add(object, type, references + (hasClassObject[type] ? 1 : 0));
            objects.setOffset(object, record.start());
        }

        @Override
        public void finish() {
            batch.flush();
            Census.this.add(found);
        }
    }
}
