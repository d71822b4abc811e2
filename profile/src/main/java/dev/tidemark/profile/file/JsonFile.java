package dev.tidemark.profile.file;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that may be as deep as a stack, and its errors in our words. */
final class JsonFile {
    /** Two levels for each call of a stack; V8 records up to 128 calls, others more. */
    private static final int DEEPEST = 20_000;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .build();

    private static final JsonMapper MAPPER = new JsonMapper(FACTORY);

    private JsonFile() {}

    static JsonNode parse(Path file, byte[] content) throws ProfileFormatException {
        try {
            return MAPPER.readTree(content);
        } catch (JacksonException e) {
            throw broken(file, e);
        }
    }

    /**
     * A parser over the whole file, for what is too large for a tree. Its errors: {@link #broken}.
     */
    static JsonParser stream(Path file) {
        return FACTORY.createParser(ObjectReadContext.empty(), file);
    }

    static ProfileFormatException broken(Path file, JacksonException cause) {
        long offset = cause.getLocation() == null ? -1 : cause.getLocation().getByteOffset();
        String found = String.valueOf(cause.getOriginalMessage()).replaceAll("\\s*\\R.*", "");
        ProfileFormatException broken =
                offset < 0
                        ? new ProfileFormatException(file, "JSON", found)
                        : new ProfileFormatException(file, offset, "JSON", found);
        broken.initCause(cause);
        return broken;
    }

    static String write(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(json);
        }
        return text.append('\n').toString();
    }
}
