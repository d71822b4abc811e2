package dev.tidemark.profile.file;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label.LABEL_OPTIONAL;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label.LABEL_REPEATED;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT64;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_STRING;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_UINT64;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.RandomProfiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What we write, as other people's code reads it. */
class OtherReadersTest {
    /** The messages of profile.proto that we write, transcribed from it. */
    private static final Descriptor PROFILE = profileProto();

    @RepeatedTest(50)
    void googles_protobuf_reads_every_sample_that_we_write(RepetitionInfo run) throws IOException {
        AllocationProfile profile = profile(run);
        DynamicMessage message;
        try (InputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(Pprof.write(profile)))) {
            message = DynamicMessage.parseFrom(PROFILE, unpacked);
        }

        assertThat(message.getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
        List<String> strings = new ArrayList<>();
        list(message, "string_table").forEach(each -> strings.add((String) each));
        assertThat(strings).first().isEqualTo("");
        assertThat(list(message, "sample_type"))
                .extracting(type -> strings.get((int) number(type, "type")))
                .containsExactly("alloc_objects", "alloc_space", "inuse_objects", "inuse_space");
        assertThat(number(message, "period")).isEqualTo(32_768);
        assertThat(number(message, "duration_nanos")).isEqualTo(15_250_000_000L);
        assertThat(sums(message))
                .containsExactly(
                        profile.total(Measure.ALLOCATED).count(),
                        profile.total(Measure.ALLOCATED).bytes(),
                        profile.total(Measure.ALIVE).count(),
                        profile.total(Measure.ALIVE).bytes());
        for (Object location : list(message, "location")) {
            // Locations and functions are numbered from 1, and stand in that order.
            long id = number(location, "id");
            Object line = list(location, "line").getFirst();
            Object function = list(message, "function").get((int) number(line, "function_id") - 1);
            assertThat(id).isEqualTo(number(function, "id"));
            assertThat(strings.get((int) number(function, "name"))).isNotEmpty();
        }
    }

    @RepeatedTest(50)
    void speedscope_accepts_what_we_write_by_its_own_schema(RepetitionInfo run) throws IOException {
        String document = Speedscope.write(profile(run));

        try (InputStream published =
                Objects.requireNonNull(
                        OtherReadersTest.class.getResourceAsStream("speedscope.schema.json"))) {
            Schema schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(
                                    new String(published.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
            assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
        }
    }

    private static AllocationProfile profile(RepetitionInfo run) {
        return RandomProfiles.of(RandomProfiles.stacks(run.getCurrentRepetition()));
    }

    private static List<Long> sums(DynamicMessage message) {
        long[] sums = new long[4];
        for (Object sample : list(message, "sample")) {
            List<?> values = list(sample, "value");
            for (int i = 0; i < sums.length; i++) {
                sums[i] += (long) values.get(i);
            }
        }
        return List.of(sums[0], sums[1], sums[2], sums[3]);
    }

    private static List<?> list(Object message, String field) {
        return (List<?>) value(message, field);
    }

    private static long number(Object message, String field) {
        return (long) value(message, field);
    }

    private static Object value(Object message, String field) {
        DynamicMessage of = (DynamicMessage) message;
        return of.getField(
                Objects.requireNonNull(of.getDescriptorForType().findFieldByName(field)));
    }

    private static Descriptor profileProto() {
        FileDescriptorProto file =
                FileDescriptorProto.newBuilder()
                        .setName("profile.proto")
                        .setSyntax("proto3")
                        .addMessageType(
                                type("ValueType")
                                        .addField(number(1, "type", LABEL_OPTIONAL, TYPE_INT64))
                                        .addField(number(2, "unit", LABEL_OPTIONAL, TYPE_INT64)))
                        .addMessageType(
                                type("Sample")
                                        .addField(
                                                number(
                                                        1,
                                                        "location_id",
                                                        LABEL_REPEATED,
                                                        TYPE_UINT64))
                                        .addField(number(2, "value", LABEL_REPEATED, TYPE_INT64)))
                        .addMessageType(
                                type("Line")
                                        .addField(
                                                number(
                                                        1,
                                                        "function_id",
                                                        LABEL_OPTIONAL,
                                                        TYPE_UINT64))
                                        .addField(number(2, "line", LABEL_OPTIONAL, TYPE_INT64))
                                        .addField(number(3, "column", LABEL_OPTIONAL, TYPE_INT64)))
                        .addMessageType(
                                type("Location")
                                        .addField(number(1, "id", LABEL_OPTIONAL, TYPE_UINT64))
                                        .addField(nested(4, "line", "Line")))
                        .addMessageType(
                                type("Function")
                                        .addField(number(1, "id", LABEL_OPTIONAL, TYPE_UINT64))
                                        .addField(number(2, "name", LABEL_OPTIONAL, TYPE_INT64))
                                        .addField(
                                                number(
                                                        3,
                                                        "system_name",
                                                        LABEL_OPTIONAL,
                                                        TYPE_INT64))
                                        .addField(
                                                number(4, "filename", LABEL_OPTIONAL, TYPE_INT64)))
                        .addMessageType(
                                type("Profile")
                                        .addField(nested(1, "sample_type", "ValueType"))
                                        .addField(nested(2, "sample", "Sample"))
                                        .addField(nested(4, "location", "Location"))
                                        .addField(nested(5, "function", "Function"))
                                        .addField(
                                                number(
                                                        6,
                                                        "string_table",
                                                        LABEL_REPEATED,
                                                        TYPE_STRING))
                                        .addField(
                                                number(9, "time_nanos", LABEL_OPTIONAL, TYPE_INT64))
                                        .addField(
                                                number(
                                                        10,
                                                        "duration_nanos",
                                                        LABEL_OPTIONAL,
                                                        TYPE_INT64))
                                        .addField(
                                                nested(11, "period_type", "ValueType").toBuilder()
                                                        .setLabel(LABEL_OPTIONAL))
                                        .addField(number(12, "period", LABEL_OPTIONAL, TYPE_INT64))
                                        .addField(number(13, "comment", LABEL_REPEATED, TYPE_INT64))
                                        .addField(
                                                number(
                                                        14,
                                                        "default_sample_type",
                                                        LABEL_OPTIONAL,
                                                        TYPE_INT64)))
                        .build();
        try {
            return Objects.requireNonNull(
                    FileDescriptor.buildFrom(file, new FileDescriptor[0])
                            .findMessageTypeByName("Profile"));
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DescriptorProto.Builder type(String name) {
        return DescriptorProto.newBuilder().setName(name);
    }

    private static FieldDescriptorProto number(
            int number,
            String name,
            FieldDescriptorProto.Label label,
            FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setNumber(number)
                .setName(name)
                .setLabel(label)
                .setType(type)
                .build();
    }

    private static FieldDescriptorProto nested(int number, String name, String type) {
        return FieldDescriptorProto.newBuilder()
                .setNumber(number)
                .setName(name)
                .setLabel(LABEL_REPEATED)
                .setType(TYPE_MESSAGE)
                .setTypeName(type)
                .build();
    }
}
