package dev.tidemark.heap.read.hprof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects that stand for classes: a dump has no fields of theirs but the static ones. */
final class ClassObjects {
    private final DumpFile file;
    private final Types types;
    private final AddressIndex addresses;
    private final LongMap typeByObject = new LongMap();
    private final int[] objectByType;

    ClassObjects(DumpFile file, Types types, AddressIndex addresses) {
        this.file = file;
        this.types = types;
        this.addresses = addresses;
        this.objectByType = new int[types.count()];
        for (int type = 0; type < objectByType.length; type++) {
            objectByType[type] =
                    types.dump(type) == null ? Types.NONE : addresses.indexOf(types.id(type));
            if (objectByType[type] >= 0) {
                typeByObject.put(objectByType[type], type);
            }
        }
    }

    /** The class object of a type, or -1. */
    int ofType(int type) {
        return objectByType[type];
    }

    /** The type that a class object stands for, or {@link Types#NONE}. */
    int typeOf(int object) {
        return object == 0 ? Types.NONE : (int) typeByObject.get(object, Types.NONE);
    }

    /** What a class refers to. */
    Links linksOf(int type) {
        Links links = new Links();
        ClassDump dump = types.dump(type);
        if (dump != null) {
            links.add(objectByType[types.classType()], ReferenceCodes.LINK);
            links.add(indexOf(dump.superId()), ReferenceCodes.LINK);
            links.add(indexOf(dump.loaderId()), ReferenceCodes.LINK);
            int place = 0;
            for (ClassDump.Static one : dump.statics()) {
                if (one.kind() == FieldKind.OBJECT) {
                    links.add(indexOf(file.id(one.value())), ReferenceCodes.staticField(place));
                    place++;
                }
            }
        }
        return links;
    }

    private int indexOf(long id) {
        return id == 0 ? -1 : addresses.indexOf(id);
    }

    /** The names of the links that are no static fields, in their order, by what is there. */
    List<String> linkNames(int type) {
        List<String> all = new ArrayList<>();
        @Nullable ClassDump dump = types.dump(type);
        if (dump != null) {
            addName(all, "class", objectByType[types.classType()]);
            addName(all, "super", indexOf(dump.superId()));
            addName(all, "loader", indexOf(dump.loaderId()));
        }
        return all;
    }

    private static void addName(List<String> names, String name, int target) {
        if (target >= 0) {
            names.add(name);
        }
    }

    /** The places of the references among all static fields of a type. */
    int[] staticReferences(int type) {
        @Nullable ClassDump dump = types.dump(type);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; dump != null && i < dump.statics().size(); i++) {
            if (dump.statics().get(i).kind() == FieldKind.OBJECT) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Sets the sizes: static fields lie within the class object, behind what all of them have. The
     * distance to the next object is a limit, as before a hole it is too large.
     */
    void setSizes(ObjectTable objects, Sizes sizes, Names names) {
        long common = Long.MAX_VALUE;
        for (int type = 0; type < objectByType.length; type++) {
            if (objectByType[type] >= 0) {
                common = Math.min(common, distance(type) - staticBytes(type, sizes, names));
            }
        }
        for (int type = 0; type < objectByType.length; type++) {
            if (objectByType[type] >= 0) {
                long expected = sizes.aligned(common + staticBytes(type, sizes, names));
                objects.setSize(objectByType[type], Math.min(distance(type), expected));
            }
        }
    }

    private long distance(int type) {
        return addresses.distanceToNext(types.id(type));
    }

    /**
     * What static fields take as HotSpot lays them out: references, then large ones, then small.
     */
    private long staticBytes(int type, Sizes sizes, Names names) {
        @Nullable ClassDump dump = types.dump(type);
        if (dump == null) {
            return 0;
        }
        int referenceBytes = sizes.layout().referenceBytes();
        int[] countByWidth = new int[Long.BYTES + 1];
        long end = 0;
        for (ClassDump.Static one : dump.statics()) {
            // What the JVM adds, such as <resolved_references>, lies elsewhere.
            if (names.of(one.nameId()).startsWith("<")) {
                continue;
            }
            if (one.kind() == FieldKind.OBJECT) {
                end += referenceBytes;
            } else {
                countByWidth[one.kind().bytes(0)]++;
            }
        }
        for (int width = Long.BYTES; width > 0; width /= 2) {
            if (countByWidth[width] > 0) {
                end = Sizes.roundUp(end, width) + (long) width * countByWidth[width];
            }
        }
        return Sizes.roundUp(end, Long.BYTES);
    }
}
