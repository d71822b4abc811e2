package dev.tidemark.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The published schema of the monitor's answers, to hold real answers against. */
final class Published {
    private static final String BASE = "schema:/";
    private static final String ANSWERS = BASE + "monitor.schema.json#/$defs/";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemas(Published::published));

    private Published() {}

    /** Fails unless the answer is what the schema of its name says. */
    static void assertFollows(JsonNode answer) {
        String name = answer.path("schema").asString().replace("/1", "");
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(ANSWERS + name));
        assertThat(schema.validate(answer.toString(), InputFormat.JSON))
                .as("%s of monitor.schema.json against %s", name, answer)
                .isEmpty();
        assertThat(schema.validate("{}", InputFormat.JSON))
                .as("%s of monitor.schema.json asks for something", name)
                .isNotEmpty();
    }

    private static @Nullable String published(String location) {
        if (!location.startsWith(BASE)) {
            return null;
        }
        try {
            return Files.readString(
                    Path.of("..", "docs", "schema", location.substring(BASE.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
