package dev.tidemark.heap.index;

import dev.tidemark.heap.analyse.Constructors;
import dev.tidemark.heap.analyse.Overview;
import dev.tidemark.heap.analyse.TypeSummary;
import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.heap.graph.Truncation;
import dev.tidemark.model.SourceResolver.Place;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An {@link Overview} as bytes. Numbers are big-endian; a text is its length and UTF-8. */
final class OverviewFormat {
    private OverviewFormat() {}

    static void write(Overview overview, DataOutput out) throws IOException {
        out.writeUTF(overview.format().name());
        writeLayout(overview.layout(), out);
        writeTruncation(overview.truncation(), out);
        Overview.Totals totals = overview.totals();
        out.writeLong(totals.objects());
        out.writeLong(totals.references());
        out.writeLong(totals.shallowBytes());
        out.writeLong(totals.reachableObjects());
        out.writeLong(totals.reachableBytes());
        writeConstructors(overview.constructors(), out);
        out.writeInt(overview.types().size());
        for (TypeSummary type : overview.types()) {
            out.writeInt(type.type());
            writeText(type.name(), out);
            out.writeLong(type.count());
            out.writeLong(type.shallowBytes());
            out.writeLong(type.retainedBytes());
        }
        out.writeInt(overview.limit());
        out.writeInt(overview.biggest().size());
        for (Overview.BigObject object : overview.biggest()) {
            out.writeLong(object.id());
            out.writeInt(object.type());
            writeText(object.typeName(), out);
            out.writeLong(object.shallowBytes());
            out.writeLong(object.retainedBytes());
            writeText(object.path(), out);
        }
    }

    private static void writeConstructors(Constructors constructors, DataOutput out)
            throws IOException {
        out.writeInt(constructors.places().size());
        for (Map.Entry<Integer, Place> type : new TreeMap<>(constructors.places()).entrySet()) {
            out.writeInt(type.getKey());
            writeText(type.getValue().script(), out);
            out.writeInt(type.getValue().line());
            out.writeInt(type.getValue().column());
        }
    }

    private static void writeLayout(@Nullable ObjectLayout layout, DataOutput out)
            throws IOException {
        out.writeBoolean(layout != null);
        if (layout != null) {
            out.writeInt(layout.headerBytes());
            out.writeInt(layout.referenceBytes());
            out.writeInt(layout.alignment());
            out.writeBoolean(layout.compactHeaders());
        }
    }

    private static void writeTruncation(@Nullable Truncation truncation, DataOutput out)
            throws IOException {
        out.writeBoolean(truncation != null);
        if (truncation != null) {
            out.writeLong(truncation.offset());
            writeText(truncation.lost(), out);
        }
    }

    private static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * @throws IOException if the bytes end too early
     * @throws RuntimeException if they are not what {@link #write} writes
     */
    static Overview read(DataInput in) throws IOException {
        SnapshotFormat format = SnapshotFormat.valueOf(in.readUTF());
        ObjectLayout layout =
                in.readBoolean()
                        ? new ObjectLayout(
                                in.readInt(), in.readInt(), in.readInt(), in.readBoolean())
                        : null;
        Truncation truncation =
                in.readBoolean() ? new Truncation(in.readLong(), readText(in)) : null;
        Overview.Totals totals =
                new Overview.Totals(
                        in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
        Constructors constructors = readConstructors(in);
        List<TypeSummary> types = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            types.add(
                    new TypeSummary(
                            in.readInt(),
                            readText(in),
                            in.readLong(),
                            in.readLong(),
                            in.readLong()));
        }
        int limit = in.readInt();
        List<Overview.BigObject> biggest = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            biggest.add(
                    new Overview.BigObject(
                            in.readLong(),
                            in.readInt(),
                            readText(in),
                            in.readLong(),
                            in.readLong(),
                            readText(in)));
        }
        return new Overview(
                format, layout, truncation, totals, constructors, types, biggest, limit);
    }

    private static Constructors readConstructors(DataInput in) throws IOException {
        Map<Integer, Place> places = new HashMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            places.put(in.readInt(), new Place(readText(in), in.readInt(), in.readInt()));
        }
        return new Constructors(places);
    }

    private static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
